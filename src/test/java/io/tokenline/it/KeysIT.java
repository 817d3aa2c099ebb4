package io.tokenline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.Dkga;
import io.tokenline.token.sts.EncryptionAlgorithm;
import io.tokenline.token.sts.KeyDerivation;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.KeyType;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.MeterPan;
import io.tokenline.token.sts.SupplyGroupCode;
import io.tokenline.token.sts.TariffIndex;
import io.tokenline.token.sts.VendingKey;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keys, key changes, engineering tokens and token checks at a running server, and what it leaves lying about. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class KeysIT {

    private static final String FIRST = "admin:admin";
    private static final String SECOND = "second:second";
    private static final String PUBLISHED_KEY = "000102030405060708090a0b0c0d0e0f10111213";

    private Site site;
    private Operator operator;

    @BeforeEach
    void open() throws Exception {
        site = Site.ofTests();
        site.wallet("approve", 100);
        operator = new Operator(Site.smppPort(), "sandbox");
    }

    @AfterEach
    void close() {
        operator.close();
    }

    private JsonObject post(String by, String path, String json) throws IOException {
        return Site.object(site.as(by, "POST", path, json));
    }

    private int status(String by, String method, String path, String json) throws IOException {
        return site.as(by, method, path, json).statusCode();
    }

    private String bought(String phone, String meter) throws Exception {
        String screen = operator.buy(phone, meter, "300").text();
        return operator.awaitSms(phone, "Token:", screen.replaceAll("(?s).*Request ([A-Z0-9]{8})\\..*", "$1"));
    }

    @Test
    void aMeterBehindItsTargetGetsItsKeyChangeWithTheToken() throws Exception {
        for (String meter : site.meters("key-change")) {
            int revision = behind(meter);
            String sms = bought("254711100001", meter);
            List<String> tokens = Site.tokens(sms);
            assertTrue(sms.indexOf("Key 1:") < sms.indexOf("Token:"), sms);
            String credit = tokens.get(tokens.size() - 1);
            assertEquals("REJECTED", site.enter(meter, credit).getString("result"), "not before the new key");
            for (String section : tokens.subList(0, tokens.size() - 1)) {
                JsonObject entry = site.enter(meter, section);
                assertEquals("ACCEPTED", entry.getString("result"));
                assertEquals("KEY_CHANGE", entry.getString("kind"));
            }
            assertEquals("ACCEPTED", site.enter(meter, credit).getString("result"));
            assertEquals(
                    revision,
                    Site.object(site.get("/api/sandbox/meters/" + meter)).getInt("keyRevision"));
            assertEquals(1, Site.tokens(bought("254711100001", meter)).size(), "and never again");
        }
    }

    /** The revision that a meter's key is to become; one that an earlier run changed is to change back. */
    private int behind(String meter) throws IOException {
        String path = "/api/meters/" + meter + "/key";
        JsonObject key = Site.object(site.get(path));
        if (key.get("target") instanceof JsonObject target) {
            return target.getInt("keyRevision");
        }
        JsonObject current = key.getJsonObject("current");
        int next = 3 - current.getInt("keyRevision");
        JsonObject target =
                Json.createObjectBuilder(current).add("keyRevision", next).build();
        assertEquals(200, status(FIRST, "PUT", path + "-target", target.toString()));
        return next;
    }

    @Test
    void anEngineeringTokenTakesTwoPersonsAndIsShownOnce() throws Exception {
        String meter = site.meters("normal").get(3);
        String asked = "{\"meter\":\"" + meter + "\",\"kind\":\"POWER_LIMIT\",\"value\":5000,\"reason\":\"new fuse\"}";
        String reference = post(FIRST, "/api/engineering", asked).getString("reference");
        String path = "/api/engineering/" + reference;
        assertEquals(409, status(FIRST, "POST", path + "/approve", ""), "two persons");
        assertEquals("ISSUED", post(SECOND, path + "/approve", "").getString("state"));
        String token = post(FIRST, path + "/show", "").getString("token");
        assertEquals(404, status(FIRST, "POST", path + "/show", ""), "once");
        JsonObject entry = site.enter(meter, token);
        assertEquals("ACCEPTED", entry.getString("result"));
        assertEquals("POWER_LIMIT", entry.getString("kind"));
        assertFalse(site.get("/api/engineering").body().contains(token));
        assertTrue(site.get("/api/audit?object=meter%20" + meter).body().contains("new fuse"));
    }

    @Test
    void supportReadsWhatATokenIs() throws Exception {
        String meter = site.meters("normal").get(4);
        String token = Site.token(bought("254711100002", meter));
        JsonObject known = post(FIRST, "/api/tokens/check", question(meter, token));
        assertEquals("ACCEPTED", known.getString("verdict"));
        assertEquals("CREDIT", known.getString("kind"));
        assertEquals(129, known.getInt("unitsTenths"));
        assertTrue(known.getBoolean("soldForMeter"));
        String other = site.meters("normal").get(5);
        assertEquals(
                "REJECTED",
                post(FIRST, "/api/tokens/check", question(other, token)).getString("verdict"));
        operator.text("254711100002", "check " + token);
        operator.awaitSms("254711100002", "This token is for meter " + meter);
        operator.text("254711100003", "check " + token);
        operator.awaitSms("254711100003", "We did not sell that token to this phone");
    }

    private static String question(String meter, String token) {
        return "{\"meter\":\"" + meter + "\",\"token\":\"" + token + "\"}";
    }

    @Test
    void aKeyTakesTwoCustodiansAndNothingOfItLiesAboutAfterwards() throws Exception {
        byte[] secret = new byte[20];
        new SecureRandom().nextBytes(secret);
        String hex = HexFormat.of().formatHex(secret);
        int group = 700_000 + new SecureRandom().nextInt(99_999);
        String wanted = Json.createObjectBuilder()
                .add("supplyGroup", Integer.toString(group))
                .add("keyRevision", 1)
                .add("key", hex)
                .add("reason", "the key letter of today")
                .build()
                .toString();
        JsonObject proposed = post(FIRST, "/api/keys/proposals", wanted);
        String path = "/api/keys/proposals/" + proposed.getJsonNumber("id") + "/approve";
        assertEquals(409, status(FIRST, "POST", path, ""), "two persons");
        assertEquals(proposed.getString("kcv"), post(SECOND, path, "").getString("kcv"));
        assertTrue(site.get("/api/keys").body().contains(group + "/1"));
        assertEquals(400, status(FIRST, "POST", "/api/keys/proposals", wanted.replace(hex, hex + "zz")));
        assertEquals(400, status(FIRST, "POST", "/api/keys/proposals", wanted.replace("\"key\":\"", "\"key\":")));

        String meter = site.meters("normal").get(6);
        String token = Site.token(bought("254711100004", meter));
        site.enter(meter, token);
        Map<String, byte[]> secrets = new TreeMap<>();
        forms(secrets, "vending key", secret);
        forms(
                secrets,
                "decoder key",
                KeyDerivation.derive(published(), parameters(meter)).bytes());
        secrets.put("token in groups", token.getBytes(StandardCharsets.US_ASCII));
        secrets.put("token", token.replace(" ", "").getBytes(StandardCharsets.US_ASCII));
        for (String page : List.of(
                "/api/keys", "/api/keys/proposals", "/api/audit", "/api/engineering", "/api/totals", "/api/people")) {
            assertEquals(List.of(), found(secrets, site.get(page).body().getBytes(StandardCharsets.UTF_8)), page);
        }
        List<String> lying = new ArrayList<>();
        boolean[] sawTheMeter = {false};
        try (Stream<Path> files = Files.walk(Path.of("target"))) {
            files.filter(Files::isRegularFile).filter(KeysIT::isLeftBehind).forEach(file -> {
                byte[] bytes = read(file);
                found(secrets, bytes).forEach(what -> lying.add(what + " in " + file));
                sawTheMeter[0] |= file.toString().endsWith(".mv.db")
                        && contains(bytes, meter.getBytes(StandardCharsets.US_ASCII));
            });
        }
        assertEquals(List.of(), lying);
        assertTrue(sawTheMeter[0], "the scan reads the database's file");
    }

    private static VendingKey published() {
        return new VendingKey(HexFormat.of().parseHex(PUBLISHED_KEY));
    }

    private static MeterKeyParameters parameters(String meter) {
        return new MeterKeyParameters(
                MeterPan.parse(meter).orElseThrow(),
                EncryptionAlgorithm.EA11,
                Dkga.DKGA04,
                BaseDate.BD2014,
                new SupplyGroupCode("600675"),
                new TariffIndex(7),
                new KeyRevision(1),
                KeyType.DUTK);
    }

    private static void forms(Map<String, byte[]> secrets, String name, byte[] secret) {
        String hex = HexFormat.of().formatHex(secret);
        secrets.put(name, secret);
        secrets.put(name + " in hex", hex.getBytes(StandardCharsets.US_ASCII));
        secrets.put(name + " in capitals", hex.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
    }

    /** Everything that a run writes; not what the build copies there: classes, libraries, the server's own files. */
    private static boolean isLeftBehind(Path file) {
        String name = file.toString();
        return !name.startsWith("target/classes")
                && !name.startsWith("target/test-classes")
                && !name.startsWith("target/server/modules")
                && !name.endsWith(".war")
                && !name.endsWith(".jar")
                && !name.endsWith(".lck");
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            return new byte[0]; // a temporary file that is gone by now
        }
    }

    private static List<String> found(Map<String, byte[]> secrets, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return secrets.entrySet().stream()
                .filter(secret -> text.contains(new String(secret.getValue(), StandardCharsets.ISO_8859_1)))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(new String(part, StandardCharsets.ISO_8859_1));
    }

    @Test
    void theDaysThatAKeyHasLeftAreMeasured() {
        Await.until(Duration.ofSeconds(90), "the metric of a vending key", () -> {
            try {
                return site.metrics().contains("tokenline_vending_key_days_left{");
            } catch (IOException e) {
                return false;
            }
        });
    }

    @Test
    void nobodyWithoutTheRoleTouchesKeysOrTokens() throws Exception {
        String name = "it-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
        JsonObject person = Json.createObjectBuilder()
                .add("password", "secret of " + name)
                .add("roles", Json.createArrayBuilder(List.of("SUPPORT")))
                .build();
        HttpResponse<String> made = site.as(FIRST, "PUT", "/api/people/" + name, person.toString());
        assertEquals(200, made.statusCode());
        String login = name + ":secret of " + name;
        assertEquals(403, status(login, "POST", "/api/keys/proposals", "{}"));
        assertEquals(403, status(login, "GET", "/api/keys", ""));
        assertEquals(403, status(login, "POST", "/api/engineering", "{}"));
        assertEquals(403, status(login, "POST", "/api/tokens/restored", "{}"));
        assertEquals(400, status(login, "POST", "/api/tokens/check", "{}"));
        assertEquals(404, status(login, "POST", "/api/meters/07000000013/key-change/resend", "{}"));
    }
}
