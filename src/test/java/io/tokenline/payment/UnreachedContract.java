package io.tokenline.payment;

import static io.tokenline.payment.FakeWallet.kes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.vending.SaleState;
import io.tokenline.vending.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A phone that was not reached may be reached after all, and the news of what its owner paid may be lost. */
abstract class UnreachedContract {

    private static final PayOutcome NOT_SENT =
            new PayOutcome.Again(Outcome.PAYMENT_UNREACHABLE, Duration.ofSeconds(15), 1);
    private static final PayOutcome NOT_REACHED = new PayOutcome.Failed(Outcome.PAYMENT_UNREACHABLE);

    private final Database database;
    private final Shop shop;
    private final Payments payments;

    UnreachedContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.payments = shop.rooms().get(Payments.class);
    }

    private String sold(PayOutcome answer) {
        String reference = shop.sell("dial 1", "200");
        payments.answered(payments.claim(1, Set.of()).get(0).request().id(), answer);
        return reference;
    }

    /** Has the wallet asked whatever is due after so long; how often it was asked what became of something. */
    private int askedAfter(Duration time) {
        database.clock().pass(time);
        int before = shop.wallet().queries.size();
        payments.claim(10, Set.of()).forEach(claimed -> payments.answered(claimed, claimed.ask()));
        return shop.wallet().queries.size() - before;
    }

    private static PayOutcome paid(String number) {
        return new PayOutcome.Paid("W" + number, kes(200_00), "R" + number);
    }

    private List<String> openCases() {
        return database.names("select kind from payment_case where closed_at is null order by id");
    }

    @Test
    void whatIsPaidAfterAllBuysTheToken() {
        String reference = sold(NOT_REACHED);
        assertEquals(SaleState.PAYMENT_FAILED, shop.state(reference));
        shop.wallet().onQuery(request -> paid("1"));
        assertEquals(1, askedAfter(Duration.ofMinutes(1)));
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(0, askedAfter(Duration.ofDays(1)));
    }

    @Test
    void whatIsPaidBesideAFurtherPushIsASecondPayment() {
        String reference = sold(NOT_SENT);
        shop.wallet().onRequest(request -> paid("2"));
        assertEquals(0, askedAfter(Duration.ofSeconds(15)));
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        shop.wallet().onQuery(request -> paid("1"));
        assertEquals(1, askedAfter(Duration.ofSeconds(45)));
        assertEquals(List.of("duplicate_payment"), openCases());
        assertEquals(1, database.count("select count(*) from issued_token"));
    }

    @Test
    void aSecondNoIsTheEnd() {
        String reference = sold(NOT_REACHED);
        shop.wallet().onQuery(request -> new PayOutcome.Doubtful(NOT_REACHED, Duration.ofSeconds(15)));
        assertEquals(1, askedAfter(Duration.ofMinutes(1)));
        assertEquals(0, askedAfter(Duration.ofDays(1)));
        assertEquals(SaleState.PAYMENT_FAILED, shop.state(reference));
        assertEquals(1, shop.texts(reference).size(), "the customer heard it once");
    }

    @Test
    void aWalletThatSaysNothingMoreHasSaidNo() {
        String reference = sold(NOT_REACHED);
        shop.wallet().onQuery(request -> new PayOutcome.Unknown());
        int asked = 0;
        for (int hours = 0; hours < 48; hours++) {
            asked += askedAfter(Duration.ofHours(1));
        }
        assertEquals(8, asked);
        assertEquals(List.of(), openCases());
        assertEquals(SaleState.PAYMENT_FAILED, shop.state(reference));
    }

    @Test
    void aWalletThatTellsNothingIsNotAsked() {
        shop.wallet().tellsNothing();
        sold(NOT_REACHED);
        assertEquals(0, askedAfter(Duration.ofDays(1)));
        assertEquals(List.of(), shop.wallet().requests);
    }

    @Test
    void aWalletThatIsAwayFromTheSettingsForAWhileIsAskedOnceItIsBack() {
        String reference = sold(NOT_REACHED);
        database.execute("update payment_attempt set provider = 'gone'");
        database.clock().pass(Duration.ofMinutes(1));
        assertEquals(1, payments.setAside(10));
        database.execute("update payment_attempt set provider = 'fake'");
        shop.wallet().onQuery(request -> paid("1"));
        assertEquals(1, askedAfter(Duration.ofMinutes(2)));
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
    }

    @Test
    void aCustomersOwnNoIsBelievedAtOnce() {
        sold(new PayOutcome.Failed(Outcome.PAYMENT_CANCELLED));
        assertEquals(0, askedAfter(Duration.ofDays(1)));
    }

    @Test
    void aWorkerThatDiesWhileItAsksIsReplaced() {
        String reference = sold(NOT_REACHED);
        database.clock().pass(Duration.ofMinutes(1));
        assertEquals(1, payments.claim(1, Set.of()).size());
        shop.wallet().onQuery(request -> paid("1"));
        assertEquals(1, askedAfter(Duration.ofMinutes(5)));
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
    }
}
