package io.tokenline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What strangers send to the ports: each gets an error or a closed connection, and nobody else notices. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class BadInputIT {

    @Test
    void garbageOnTheSmppPortDisturbsNobody() throws Exception {
        Site site = Site.ofTests();
        Random random = new Random(42);
        byte[] noise = new byte[4_096];
        random.nextBytes(noise);
        List<byte[]> bad = List.of(
                "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                new byte[] {0, 0, 0, 3},
                ByteBuffer.allocate(16).putInt(0x7FFFFFFF).array(),
                ByteBuffer.allocate(16).putInt(-1).array(),
                ByteBuffer.allocate(16).putInt(100).putInt(9).array(),
                noise);
        try (Operator operator = new Operator(Site.smppPort(), "sandbox")) {
            for (byte[] octets : bad) {
                throwAt(Site.smppPort(), octets);
                assertTrue(operator.dial("254733000001").send("*120*55#").text().contains("Buy"));
            }
        }
        assertTrue(site.isReady());
    }

    @Test
    void aHeaderThatNamesNobodyIsRefused() throws Exception {
        Site site = Site.ofTests();
        for (String header :
                List.of("", "Basic", "Basic !!!", "Basic YWRtaW4=", "Basic YWRtaW46bm9wZQ==", "Bearer x")) {
            HttpResponse<String> answer = site.get("/api/totals", header);
            assertEquals(401, answer.statusCode(), header);
            assertTrue(answer.headers().firstValue("WWW-Authenticate").isPresent(), header);
        }
        assertEquals(200, site.get("/api/totals", "basic YWRtaW46YWRtaW4=").statusCode());
    }

    @Test
    void aBodyThatCannotBeReadIsRefusedInJson() throws Exception {
        Site site = Site.ofTests();
        for (String body : List.of("{", "[]", "{\"text\":[\"1\"]}", "{\"text\":\"" + "x".repeat(255) + "\"}")) {
            HttpResponse<String> answer = site.post("/api/sandbox/handset/254733000002/ussd", body);
            assertEquals(400, answer.statusCode(), body);
            assertTrue(answer.body().startsWith("{\"error\":\""), answer.body());
        }
    }

    private static void throwAt(int port, byte[] octets) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(300);
            socket.getOutputStream().write(octets);
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                // whatever it answers
            }
        } catch (SocketTimeoutException e) {
            // it waits for the rest, and will not for long
        } catch (IOException e) {
            // it has hung up already
        }
    }

    @Test
    void aWrongPasswordIsRefusedWithOneStatus() throws Exception {
        Site.ofTests();
        for (String id : List.of("sandboy", "nobody")) {
            Exception refused = org.junit.jupiter.api.Assertions.assertThrows(
                    Exception.class, () -> new Operator(Site.smppPort(), id).close());
            assertTrue(
                    String.valueOf(refused.getMessage()).contains("0x0000000D"), String.valueOf(refused.getMessage()));
        }
    }

    @Test
    void theApiSaysWhatIsWrong() throws Exception {
        Site site = Site.ofTests();
        assertEquals(
                400, site.put("/api/sandbox/wallet", "{\"mode\":\"generous\"}").statusCode());
        assertTrue(site.put("/api/sandbox/wallet", "{\"mode\":\"generous\"}")
                .body()
                .contains("approve"));
        assertEquals(400, site.put("/api/sandbox/wallet", "{").statusCode());
        assertEquals(404, site.get("/api/sandbox/meters/123").statusCode());
        assertEquals(
                404,
                site.post("/api/sandbox/meters/123/tokens", "{\"token\":\"1\"}").statusCode());
        String drn = site.meters("normal").get(0);
        assertEquals(
                400, site.post("/api/sandbox/meters/" + drn + "/tokens", "{}").statusCode());
        assertEquals("REJECTED", site.enter(drn, "99999999999999999999").getString("result"));
        assertEquals("REJECTED", site.enter(drn, "hello").getString("result"));
        assertEquals(
                400,
                site.post("/api/sandbox/handset/abc/ussd", "{\"text\":\"1\"}").statusCode());
    }

    @Test
    void theAdminApiAsksWhoIsThere() throws Exception {
        Site site = Site.ofTests();
        java.net.HttpURLConnection anonymous = (java.net.HttpURLConnection) java.net
                .URI
                .create("http://127.0.0.1:" + Integer.getInteger("it.http.port") + "/api/totals")
                .toURL()
                .openConnection();
        assertEquals(401, anonymous.getResponseCode());
        assertEquals(200, site.get("/api/totals").statusCode());
    }
}
