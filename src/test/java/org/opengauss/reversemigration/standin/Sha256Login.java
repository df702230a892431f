package org.opengauss.reversemigration.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * openGauss's SHA256 login ({@code R} 10, method 2): the server stores salt, iterations and the stored key, and checks
 * the client's proof against it. The server key belongs to the other direction and is not asked for here.
 */
final class Sha256Login {
    private static final int SHA256_METHOD = 2;
    private static final int OLD_ITERATIONS = 2048;
    private static final HexFormat HEX = HexFormat.of();

    private final byte[] salt = new byte[32];
    private final String password;
    private final int iterations;

    Sha256Login(String password, int iterations) {
        this.password = password;
        this.iterations = iterations;
        new SecureRandom().nextBytes(salt);
    }

    /** Challenges the client and reads its answer; says whether it knows the password. */
    boolean challenge(Wire client, int minor) throws IOException {
        byte[] token = new byte[4];
        new SecureRandom().nextBytes(token);
        Body question =
                new Body()
                        .int32(10)
                        .int32(SHA256_METHOD)
                        .raw(HEX.formatHex(salt))
                        .raw(HEX.formatHex(token));
        if (minor >= 51) {
            question.int32(iterations);
        }
        client.send('R', question.bytes());
        Wire.Message answer = client.read();
        if (answer.type() != 'p' || answer.body().length < 64) {
            return false;
        }
        String proof = new String(answer.body(), 0, 64, UTF_8);
        try {
            return proves(HEX.parseHex(proof), token, minor >= 51 ? iterations : OLD_ITERATIONS);
        } catch (IllegalArgumentException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks PBKDF2 or HMAC", e);
        }
    }

    private boolean proves(byte[] proof, byte[] token, int rounds) throws GeneralSecurityException {
        byte[] key =
                SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1")
                        .generateSecret(new PBEKeySpec(password.toCharArray(), salt, rounds, 256))
                        .getEncoded();
        byte[] storedKey = sha256(hmac(key, "Client Key".getBytes(UTF_8)));
        byte[] mask = hmac(storedKey, token);
        byte[] clientKey = new byte[proof.length];
        for (int i = 0; i < clientKey.length; i++) {
            clientKey[i] = (byte) (proof[i] ^ mask[i]);
        }
        return MessageDigest.isEqual(sha256(clientKey), storedKey);
    }

    private static byte[] hmac(byte[] key, byte[] content) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(content);
    }

    private static byte[] sha256(byte[] content) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(content);
    }
}
