package io.tokenline.payment.daraja;

import static io.tokenline.payment.FakeWallet.kes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Outcome;
import io.tokenline.payment.News;
import io.tokenline.payment.PayOutcome;
import io.tokenline.payment.PayOutcome.Again;
import io.tokenline.payment.PayOutcome.Doubtful;
import io.tokenline.payment.PayOutcome.Failed;
import io.tokenline.payment.RefundOutcome;
import io.tokenline.payment.Wallet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** What Daraja calls back with, in the shapes that it documents and in those that were met. */
class DarajaNewsTest {

    private static final String ITEMS = "{'Name':'Amount','Value':300.00},{'Name':'MpesaReceiptNumber',"
            + "'Value':'AAA0AAA0AA'},{'Name':'Balance'},{'Name':'TransactionDate','Value':20260101120500},"
            + "{'Name':'PhoneNumber','Value':254700000000}";

    private final DarajaNews news = new DarajaNews(Currency.getInstance("KES"));

    private Optional<News> read(String path, String json) {
        return news.read(new Wallet.Call(path, json.replace('\'', '"')));
    }

    private static String push(String code, String items) {
        return "{'Body':{'stkCallback':{'MerchantRequestID':'m-1','CheckoutRequestID':'ws_CO_1','ResultCode':" + code
                + ",'ResultDesc':'…'" + (items.isEmpty() ? "" : ",'CallbackMetadata':{'Item':[" + items + "]}")
                + "}}}";
    }

    private PayOutcome outcome(String code) {
        return ((News.OfAttempt) read("push/a-1", push(code, "")).orElseThrow()).outcome();
    }

    @Test
    void moneyIsReadByName() {
        assertEquals(
                Optional.of(new News.OfAttempt(
                        "push ws_CO_1 0",
                        Optional.of("a-1"),
                        "ws_CO_1",
                        new PayOutcome.Paid("ws_CO_1", kes(300_00), "AAA0AAA0AA"))),
                read("push/a-1", push("0", ITEMS)));
    }

    @Test
    void theOrderMissingAndFurtherItemsAndNumbersAsTextsDoNotMatter() {
        News usual = read("push/a-1", push("0", ITEMS)).orElseThrow();
        String other = "{'Name':'New','Value':{'x':[1]}},{'Name':'MpesaReceiptNumber','Value':'AAA0AAA0AA'},"
                + "{'Value':'nameless'},{'Name':'Amount','Value':'300'}";
        assertEquals(usual, read("push/a-1", push("'0'", other)).orElseThrow());
    }

    @Test
    void whatSaysPaidWithoutAnAmountOrAReceiptIsNotBelieved() {
        for (String items : List.of(
                "",
                "{'Name':'Amount','Value':300}",
                "{'Name':'MpesaReceiptNumber','Value':'AAA0AAA0AA'}",
                "{'Name':'Amount','Value':-300},{'Name':'MpesaReceiptNumber','Value':'AAA0AAA0AA'}",
                "{'Name':'Amount','Value':300.001},{'Name':'MpesaReceiptNumber','Value':'AAA0AAA0AA'}",
                "{'Name':'Amount','Value':9e99},{'Name':'MpesaReceiptNumber','Value':'AAA0AAA0AA'}")) {
            assertEquals(Optional.empty(), read("push/a-1", push("0", items)), items);
        }
    }

    @Test
    void eachCodeHasItsMeaning() {
        Map<String, PayOutcome> table = new LinkedHashMap<>();
        table.put("1", new Failed(Outcome.PAYMENT_NO_FUNDS));
        table.put("17", new Failed(Outcome.PAYMENT_LIMIT));
        table.put("26", new Again(Outcome.PAYMENT_BUSY, Duration.ofSeconds(30), 2));
        table.put("1001", new Again(Outcome.PAYMENT_BUSY, Duration.ofSeconds(8), 2));
        table.put("1019", new Failed(Outcome.PAYMENT_EXPIRED));
        table.put("1025", new Again(Outcome.PAYMENT_UNREACHABLE, Duration.ofSeconds(15), 1));
        table.put("9999", new Again(Outcome.PAYMENT_UNREACHABLE, Duration.ofSeconds(15), 1));
        table.put("1032", new Failed(Outcome.PAYMENT_CANCELLED));
        table.put("1037", new Doubtful(new Failed(Outcome.PAYMENT_UNREACHABLE), Duration.ofSeconds(60)));
        table.put("2001", new Failed(Outcome.PAYMENT_WRONG_PIN));
        for (String ours : List.of("8006", "21", "25", "'SFC_IC0003'")) {
            table.put(ours, new Failed(Outcome.WALLET_UNAVAILABLE));
        }
        table.put("4242", new Doubtful(new Failed(Outcome.PAYMENT_DECLINED), Duration.ofSeconds(15)));
        table.forEach((code, meaning) -> assertEquals(meaning, outcome(code), code));
    }

    @Test
    void theSameResultHasTheSameNameAndAnotherResultAnother() {
        assertEquals(
                "push ws_CO_1 1032",
                read("push/a-1", push("1032", "")).orElseThrow().key());
        assertEquals(
                "push ws_CO_1 0",
                read("push/a-1", push("0", ITEMS)).orElseThrow().key());
    }

    @Test
    void withoutOurReferenceInTheAddressTheirsIsUsed() {
        News.OfAttempt told = (News.OfAttempt) read("push/", push("1032", "")).orElseThrow();
        assertEquals(Optional.empty(), told.attemptId());
        assertEquals("ws_CO_1", told.externalId());
    }

    @Test
    void moneyForAnAccountIsReadWithItsPhoneMaskedOrHashed() {
        for (String phone : List.of("2547 ***** 000", "d5b1c9f0a1", "")) {
            String json = "{'TransactionType':'Pay Bill','TransID':'AAA0AAA0AB','TransTime':'20260101120500',"
                    + "'TransAmount':'300.00','BusinessShortCode':'600000','BillRefNumber':'0400 0000 000',"
                    + "'InvoiceNumber':'','OrgAccountBalance':'','ThirdPartyTransID':'','MSISDN':'" + phone
                    + "','FirstName':'A'}";
            assertEquals(
                    Optional.of(new News.Incoming("bill AAA0AAA0AB", "AAA0AAA0AB", "0400 0000 000", kes(300_00))),
                    read("bill/done", json));
        }
        assertEquals(Optional.empty(), read("bill/done", "{'TransAmount':'300.00'}"));
        assertEquals(Optional.empty(), read("bill/done", "{'TransID':'A','TransAmount':'much'}"));
    }

    @Test
    void aReversalIsReadByItsResult() {
        String json = "{'Result':{'ResultType':0,'ResultCode':%s,'ResultDesc':'…','OriginatorConversationID':'o',"
                + "'ConversationID':'AG_1','TransactionID':'BBB0BBB0BB'}}";
        assertEquals(
                Optional.of(new News.OfRefund(
                        "reversal o 0", Optional.of("r-1"), "o", new RefundOutcome.Refunded("BBB0BBB0BB"))),
                read("back/r-1", String.format(json, "0")));
        assertEquals(
                Optional.of(new News.OfRefund(
                        "reversal o R000002",
                        Optional.of("r-1"),
                        "o",
                        new RefundOutcome.Refused(Outcome.REFUND_REFUSED))),
                read("back/r-1", String.format(json, "'R000002'")));
        assertEquals(
                Optional.of(new News.OfRefund(
                        "reversal o R000001", Optional.of("r-1"), "o", new RefundOutcome.Refunded("BBB0BBB0BB"))),
                read("back/r-1", String.format(json, "'R000001'")),
                "it was reversed before");
        assertEquals(
                Optional.of(
                        new News.OfRefund("reversal late r-1", Optional.of("r-1"), "", new RefundOutcome.Unknown())),
                read("back-late/r-1", "{}"));
    }

    @Test
    void credentialsThatAreOfNoUseForReversalsAndQuestionsAlarmTheOperatorToo() {
        List<String> alarms = new ArrayList<>();
        Handler log = new Handler() {
            @Override
            public void publish(LogRecord line) {
                alarms.add(line.getLevel() + " " + line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(DarajaCode.class.getName());
        logger.addHandler(log);
        try {
            String json = "{'Result':{'ResultCode':%s,'OriginatorConversationID':'o','ConversationID':'AG_1'}}";
            for (String path : List.of("back/r-1", "back-state/r-1", "paid-state/r-1", "bill/state")) {
                for (String code : List.of("8006", "'21'", "25", "'SFC_IC0003'")) {
                    alarms.clear();
                    read(path, String.format(json, code));
                    assertEquals(1, alarms.size(), path + " " + code);
                    assertTrue(alarms.get(0).startsWith("SEVERE TKL-7201"), alarms::toString);
                }
                alarms.clear();
                read(path, String.format(json, "'R000002'"));
                assertEquals(List.of(), alarms);
            }
        } finally {
            logger.removeHandler(log);
        }
    }

    @Test
    void nonsenseIsNoNews() {
        for (String body : List.of("", "{", "[]", "{}", "null", "{'Body':7}", "{'Body':{'stkCallback':[]}}")) {
            for (String path : List.of("", "push/a-1", "bill/done", "back/r-1", "elsewhere", "push/a b")) {
                assertEquals(Optional.empty(), read(path, body), path + " " + body);
            }
        }
    }
}
