package io.tokenline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** PostgreSQL dies and comes back; the server says so meanwhile, and goes on without a restart of its own. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class DatabaseLossIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PHONE = "254733000661";

    private Site site;
    private Operator operator;
    private String meter;

    @BeforeEach
    void open() throws Exception {
        assumeTrue(ItPostgres.running().isPresent(), "the server of this run is not over PostgreSQL");
        site = Site.ofTests();
        site.wallet("approve", 100);
        operator = new Operator(Site.smppPort(), "sandbox");
        meter = site.meters("normal").get(13);
    }

    @AfterEach
    void close() {
        if (operator != null) {
            operator.close();
        }
    }

    private String token(String amount) throws Exception {
        Operator.Screen end = operator.buy(PHONE, meter, amount);
        assertTrue(end.text().startsWith("Request "), end::text);
        return Site.token(operator.awaitSms(PHONE, "Token:", "KES " + amount + ".00"));
    }

    @Test
    void aDatabaseThatDiesIsMissedAndOneThatComesBackIsFound() throws Exception {
        DrillPostgres postgres = ItPostgres.running().orElseThrow();
        assertEquals("ACCEPTED", site.enter(meter, token("201")).getString("result"));
        postgres.kill();
        Await.until(PATIENCE, "a server that says that it is not ready", () -> !site.isReady());
        assertTrue(operator.isBound(), "operators stay bound");
        postgres.restart();
        site.awaitReady(PATIENCE);
        assertTrue(operator.isBound(), "operators stay bound");
        assertEquals("ACCEPTED", site.enter(meter, token("202")).getString("result"));
    }

    @Test
    void connectionsThatTheDatabaseCutsAreReplaced() throws Exception {
        DrillPostgres postgres = ItPostgres.running().orElseThrow();
        for (String amount : new String[] {"203", "204"}) {
            postgres.rows("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where backend_type = 'client backend' and pid <> pg_backend_pid()");
            Await.until(PATIENCE, "a meter that is found; the first dials may meet a cut connection", this::isFound);
            assertEquals("ACCEPTED", site.enter(meter, token(amount)).getString("result"));
        }
    }

    private boolean isFound() {
        try {
            Operator.Dial dial = operator.dial(PHONE);
            dial.send("*120*55#");
            dial.send("1");
            return !dial.send(meter).last();
        } catch (Exception e) {
            return false;
        }
    }
}
