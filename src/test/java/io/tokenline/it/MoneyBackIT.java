package io.tokenline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Cases, refunds and agents' floats over the API of a running server. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class MoneyBackIT {

    private static final String ADMIN = "admin:admin";

    private Site site;
    private Operator operator;
    private String name;
    private String second;

    @BeforeEach
    void open() throws Exception {
        site = Site.ofTests();
        operator = new Operator(Site.smppPort(), "sandbox");
        name = "mb-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
        second = site.person(name, "ADMIN");
    }

    @AfterEach
    void close() throws Exception {
        site.wallet("approve", 100);
        operator.close();
    }

    private Optional<JsonObject> caseOf(String sale) throws IOException {
        return Site.array(site.get("/api/cases?limit=500")).stream()
                .filter(found -> found.getString("sale", "").equals(sale))
                .findFirst();
    }

    @Test
    void whatWasPaidShortIsACaseAndGoesBackByTwoPersons() throws Exception {
        site.wallet("short", 100);
        String phone = "254711400001";
        operator.buy(phone, site.meters("normal").get(14), "320");
        operator.awaitSms(phone, "KES 310.00", "instead of KES 320.00");
        String sale = Site.array(site.get("/api/sales?msisdn=" + phone)).get(0).getString("reference");
        JsonObject open = caseOf(sale).orElseThrow();
        assertEquals("AMOUNT_CONFLICT", open.getString("kind"));
        String path = "/api/cases/" + open.getInt("id");
        assertEquals(204, site.as(ADMIN, "PUT", path + "/owner", "{}").statusCode());
        assertEquals(
                204,
                site.as(ADMIN, "POST", path + "/notes", "{\"reason\":\"the customer called\"}")
                        .statusCode());
        JsonObject noted = Site.object(site.get(path));
        assertEquals("admin", noted.getString("owner"));
        assertEquals(1, noted.getJsonArray("notes").size());
        long before = site.totals().getInt("refunded");
        JsonObject refund = Site.object(site.as(
                ADMIN,
                "POST",
                "/api/refunds",
                "{\"payment\":\"" + open.getString("payment") + "\",\"reason\":\"paid too little\"}"));
        assertEquals("PROPOSED", refund.getString("state"));
        String approve = "/api/refunds/" + refund.getString("id") + "/approve";
        assertEquals(409, site.as(ADMIN, "POST", approve, "").statusCode());
        assertEquals(
                403, site.as(site.person(name, "SUPPORT"), "POST", approve, "").statusCode());
        Site.object(site.as(second, "POST", approve, ""));
        operator.awaitSms(phone, "you have got KES 310.00 back");
        assertEquals(before + 1, site.totals().getInt("refunded"));
        JsonObject done = Site.array(site.get("/api/refunds?sale=" + sale)).get(0);
        assertEquals("REFUNDED", done.getString("state"));
        assertTrue(done.getJsonArray("steps").size() >= 4, done::toString);
        assertEquals(Optional.empty(), caseOf(sale));
        assertEquals(0, site.invariants().getInt("NO_MONEY_BACK_TWICE"));
    }

    @Test
    void anAgentPaysInAndSellsFromHisFloat() throws Exception {
        String phone = "254711" + (100_000 + System.nanoTime() % 900_000);
        Site.object(site.as(
                ADMIN,
                "POST",
                "/api/floats",
                "{\"name\":\"" + name + "\",\"phone\":\"" + phone + "\",\"low\":\"100\"}"));
        JsonObject topUp = Site.object(site.as(
                ADMIN, "POST", "/api/floats/" + name + "/top-ups", "{\"amount\":\"1000\",\"reason\":\"bank slip 7\"}"));
        String approve = "/api/floats/" + name + "/top-ups/" + topUp.getString("id") + "/approve";
        assertEquals(409, site.as(ADMIN, "POST", approve, "").statusCode());
        assertEquals("BOOKED", Site.object(site.as(second, "POST", approve, "")).getString("state"));
        String meter = site.meters("normal").get(15);
        Operator.Dial dial = operator.dial(phone);
        dial.send("*120*55#");
        dial.send("1");
        dial.send(meter);
        String choice = dial.send("321").text();
        assertTrue(choice.contains("1 Float"), choice);
        dial.send("1");
        assertTrue(dial.send("1").text().startsWith("Request "));
        operator.awaitSms(phone, "Token:", "KES 321.00");
        Await.until(java.time.Duration.ofSeconds(10), "the money taken", () -> ledger().contains("CAPTURE"));
        assertEquals("[TOP_UP, HOLD, CAPTURE]", ledger());
        JsonObject account = Site.object(site.get("/api/floats/" + name)).getJsonObject("account");
        assertEquals("KES 679.00", account.getString("balance"));
        assertTrue(site.metrics().contains("tokenline_float_low"));
        assertTrue(site.metrics().contains("tokenline_cases_open{"));
        assertEquals(404, site.get("/api/floats/none-such").statusCode());
    }

    private String ledger() {
        try {
            return Site.array(site.get("/api/floats/" + name + "/entries")).stream()
                    .map(line -> line.getString("kind"))
                    .toList()
                    .toString();
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void walletsAreListedAndAddressesRegisteredWhereThatMakesSense() throws Exception {
        List<String> names = Site.array(site.get("/api/wallets")).stream()
                .map(wallet -> wallet.getString("name"))
                .toList();
        assertTrue(names.containsAll(List.of("float", "mp", "sandbox")), names::toString);
        assertEquals(
                404,
                site.as(ADMIN, "POST", "/api/wallets/sandbox/register", "").statusCode(),
                "customers cannot begin in it");
        assertEquals(
                404, site.as(ADMIN, "POST", "/api/wallets/none/register", "").statusCode());
    }

    @Test
    void theDescriptionNamesTheCallsOfTheApi() throws Exception {
        Set<String> named = Site.object(site.get("/openapi?format=JSON"))
                .getJsonObject("paths")
                .keySet();
        for (String path : List.of("/api/cases/{id}/close", "/api/refunds")) {
            assertTrue(named.contains(path), () -> path + " in " + named);
        }
        assertTrue(named.stream().noneMatch(path -> path.contains("sandbox")), named::toString);
    }
}
