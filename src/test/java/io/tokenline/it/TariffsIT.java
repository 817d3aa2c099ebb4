package io.tokenline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.List;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tariffs over the API of a running server, and what meters with debts and fixed charges are sold by dial and text. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class TariffsIT {

    private static final String ADMIN = "admin:admin";
    private static final String YAML = "text/yaml";

    private Site site;
    private Operator operator;
    private String name;

    @BeforeEach
    void open() throws Exception {
        site = Site.ofTests();
        site.wallet("approve", 100);
        operator = new Operator(Site.smppPort(), "sandbox");
        name = "it-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
    }

    @AfterEach
    void close() {
        operator.close();
    }

    private String text(String from) {
        return String.join(
                "\n",
                "tariff: " + name,
                "version: \"1\"",
                "from: " + from,
                "currency: KES",
                "minimum: 10",
                "maximum: 5000",
                "blocks: [{rate: 10.00}]",
                "lines:",
                "  - {name: {en: Energy, sw: Umeme}, energy: true}",
                "  - {name: Levy, percent: 25, of: [Energy], round: rest}",
                "");
    }

    private HttpResponse<String> post(String login, String path, String json) throws IOException {
        return site.as(login, "POST", "/api/tariffs" + path, json);
    }

    @Test
    void aTariffIsProposedTriedApprovedByAnotherAndRead() throws Exception {
        String text = text("2020-01-01");
        JsonObject proposed = Site.object(site.as(ADMIN, "POST", "/api/tariffs", text, YAML));
        assertEquals("PROPOSED", proposed.getString("state"));
        String path = "/" + name + "/1";
        JsonObject receipt = Site.object(post(ADMIN, path + "/try", "{\"amount\":125,\"language\":\"sw\"}"));
        assertEquals("10.0", receipt.getString("units"));
        assertEquals("Umeme", receipt.getJsonArray("lines").getJsonObject(0).getString("text"));
        assertEquals("100.00", receipt.getJsonArray("lines").getJsonObject(0).getString("amount"));
        HttpResponse<String> own = post(ADMIN, path + "/approve", "");
        assertEquals(409, own.statusCode());
        assertTrue(own.body().contains("\"SAME_PERSON\""), own::body);
        JsonObject approved = Site.object(post(site.person(name, "ADMIN"), path + "/approve", ""));
        assertEquals("ACTIVE", approved.getString("state"));
        List<JsonObject> versions =
                Site.array(site.as(site.person(name, "AUDITOR"), "GET", "/api/tariffs/" + name, ""));
        assertTrue(versions.get(0).getBoolean("holds"));
        assertEquals(
                text,
                site.as(site.person(name, "SUPPORT"), "GET", "/api/tariffs" + path, "")
                        .body());
        assertEquals(
                403,
                site.as(site.person(name, "SUPPORT"), "POST", "/api/tariffs", text, YAML)
                        .statusCode());
        assertEquals(409, post(ADMIN, path + "/withdraw", "").statusCode(), "it holds");
        assertEquals(404, site.as(ADMIN, "GET", "/api/tariffs/none-such", "").statusCode());
        assertEquals(404, post(ADMIN, "/" + name + "/2/approve", "").statusCode());
    }

    @Test
    void everyFaultOfABadFileComesBackWithItsPlace() throws Exception {
        String bad = text("yesterday").replace("percent: 25", "percent: much");
        HttpResponse<String> answer = site.as(ADMIN, "POST", "/api/tariffs", bad, YAML);
        assertEquals(400, answer.statusCode(), answer::body);
        JsonArray faults;
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
            faults = reader.readObject().getJsonArray("faults");
        }
        assertEquals(
                List.of(3, 10),
                faults.getValuesAs(JsonObject.class).stream()
                        .map(fault -> fault.getInt("line"))
                        .toList());
        assertTrue(faults.getJsonObject(0).getInt("column") > 0);
        assertTrue(faults.getJsonObject(0).getString("text").contains("write from:"), answer::body);
        for (String nothing : List.of("", "\u0000", "[", "- x", "a: &a [*a]", "x".repeat(70_000))) {
            assertEquals(
                    400, site.as(ADMIN, "POST", "/api/tariffs", nothing, YAML).statusCode());
        }
        assertEquals(
                415, site.as(ADMIN, "POST", "/api/tariffs", bad, "text/plain").statusCode());
    }

    @Test
    void whatCannotBeTriedIsRefusedWithASentence() throws Exception {
        Site.object(site.as(ADMIN, "POST", "/api/tariffs", text("2020-01-01"), YAML));
        for (String bad : List.of(
                "",
                "{}",
                "[]",
                "{\"amount\":\"x\"}",
                "{\"amount\":1e999999999}",
                "{\"amount\":0.001}",
                "{\"amount\":9}",
                "{\"amount\":100,\"monthKwh\":-1}",
                "{\"amount\":100,\"monthKwh\":0.05}",
                "{\"amount\":100,\"fixedMonths\":-1}",
                "{\"amount\":100,\"debts\":[null]}",
                "{\"amount\":100,\"debts\":[{\"name\":\"Loan\",\"rate\":2}]}")) {
            HttpResponse<String> answer = post(ADMIN, "/" + name + "/1/try", bad);
            assertEquals(400, answer.statusCode(), () -> bad + ": " + answer.body());
            assertTrue(answer.body().startsWith("{\"error\":\""), answer::body);
        }
    }

    @Test
    void aDebtIsSeenBeforeItIsPaidAndOnTheReceipt() throws Exception {
        String phone = "254711000401";
        String meter = site.meters("debt").get(0);
        Operator.Dial dial = operator.dial(phone);
        dial.send("*120*55#");
        dial.send("1");
        dial.send(meter);
        Operator.Screen confirm = dial.send("500");
        assertTrue(confirm.text().contains("500\nDebt 150.00\nYou get "), confirm.text());
        Operator.Screen end = dial.send("1");
        assertTrue(end.last());
        String sms = operator.awaitSms(phone, "Token:", "Debt:150.00");
        assertEquals("ACCEPTED", site.enter(meter, Site.token(sms)).getString("result"));
        assertEquals(0, operator.text(phone, "BUY " + meter + " 100"));
        operator.awaitSms(phone, "Token:", "Debt:50.00");
        linesAddUp(meter);
    }

    @Test
    void theFixedChargeIsPaidOnceAMonth() throws Exception {
        String phone = "254711000402";
        String meter = site.meters("fixed-charge").get(0);
        assertEquals(0, operator.text(phone, "BUY " + meter + " 300"));
        String first = operator.awaitSms(phone, "Token:", "Fixed charge:100.00");
        assertEquals(0, operator.text(phone, "BUY " + meter + " 310"));
        String second = operator.awaitSms(phone, "Token:", "KES 310.00");
        assertFalse(second.contains("Fixed charge"), second);
        assertTrue(new BigDecimal(Site.units(first)).compareTo(new BigDecimal(Site.units(second))) < 0);
        linesAddUp(meter);
    }

    private void linesAddUp(String meter) throws IOException {
        String support = site.person(name, "SUPPORT");
        List<JsonObject> sales =
                Site.array(site.as(support, "GET", "/api/sales?state=TOKEN_ISSUED&meter=" + meter, ""));
        assertEquals(2, sales.size());
        for (JsonObject listed : sales) {
            String path = "/api/sales/" + listed.getString("reference");
            JsonObject sale = Site.object(site.as(support, "GET", path, ""));
            BigDecimal sum = sale.getJsonArray("lines").getValuesAs(JsonObject.class).stream()
                    .map(line -> new BigDecimal(line.getString("amount")))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertEquals(new BigDecimal(sale.getString("amount")), sum);
            assertTrue(sale.getString("msisdn").contains("****"));
            assertTrue(sale.getJsonArray("tokens")
                    .getJsonObject(0)
                    .getString("token")
                    .contains("…"));
            assertEquals(
                    403,
                    site.as(support, "GET", path + "?reveal=the+customer+asks", "")
                            .statusCode());
            JsonObject whole = Site.object(site.as(ADMIN, "GET", path + "?reveal=the+customer+asks", ""));
            assertEquals(
                    20,
                    whole.getJsonArray("tokens")
                            .getJsonObject(0)
                            .getString("token")
                            .replace(" ", "")
                            .length());
        }
        assertEquals(400, site.as(support, "GET", "/api/sales?state=SOLD", "").statusCode());
        assertEquals(
                400, site.as(support, "GET", "/api/sales?from=yesterday", "").statusCode());
        assertEquals(404, site.as(support, "GET", "/api/sales/NONESUCH", "").statusCode());
    }
}
