package org.opengauss.reversemigration.testbed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.TreeMap;

/** JSON documents that mean the same as the same text: keys sorted, no blanks, numbers in one form. */
final class Json {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private Json() {}

    static String canonical(String text) {
        try {
            return sorted(MAPPER.readTree(text)).toString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a value that should be JSON is not", e);
        }
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            TreeMap<String, JsonNode> members = new TreeMap<>();
            node.properties()
                    .forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
            ObjectNode object = MAPPER.createObjectNode();
            members.forEach(object::set);
            return object;
        }
        if (node.isArray()) {
            ArrayNode array = MAPPER.createArrayNode();
            node.forEach(element -> array.add(sorted(element)));
            return array;
        }
        if (node.isNumber()) {
            BigDecimal value = node.decimalValue();
            return MAPPER.getNodeFactory()
                    .textNode(
                            value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString());
        }
        return node;
    }
}
