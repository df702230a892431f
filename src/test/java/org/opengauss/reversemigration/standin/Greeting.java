package org.opengauss.reversemigration.standin;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** What a client is told after its login, and the session it gets on PostgreSQL. */
record Greeting(Startup startup, Manners manners) {
    private static final List<String> PASSED_ON =
            List.of(
                    "user",
                    "client_encoding",
                    "DateStyle",
                    "TimeZone",
                    "extra_float_digits",
                    "application_name");

    /** Start-up parameters of the client's session on PostgreSQL; shims stay on the search path. */
    Map<String, String> backendParameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("database", startup.database());
        for (String name : PASSED_ON) {
            if (startup.parameters().containsKey(name)) {
                parameters.put(name, startup.parameters().get(name));
            }
        }
        if (startup.parameters().containsKey("search_path")) {
            parameters.put(
                    "search_path",
                    startup.parameters().get("search_path") + ", standin, pg_catalog");
        }
        return parameters;
    }

    /** ParameterStatus, BackendKeyData and ReadyForQuery. */
    void send(Wire client) throws IOException {
        Map<String, String> status = new LinkedHashMap<>();
        status.put("application_name", startup.applicationName());
        status.put("client_encoding", "UTF8");
        status.put("DateStyle", "ISO, MDY");
        status.put("IntervalStyle", "postgres");
        status.put("integer_datetimes", "on");
        status.put("is_sysadmin", "on");
        status.put("server_encoding", "UTF8");
        status.put("server_version", "9.2.4");
        status.put("session_authorization", startup.user());
        status.put("standard_conforming_strings", "on");
        status.put("TimeZone", startup.zone().getId());
        for (Map.Entry<String, String> entry : status.entrySet()) {
            client.put('S', new Body().text(entry.getKey()).text(entry.getValue()).bytes());
        }
        int secret = ThreadLocalRandom.current().nextInt();
        client.put('K', new Body().int32(1).int32(secret).bytes());
        client.send('Z', new byte[] {'I'});
    }
}
