package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Msisdn;
import io.tokenline.delivery.MessageSender;
import io.tokenline.delivery.OutboundText;
import io.tokenline.delivery.SendResult;
import io.tokenline.delivery.Sent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over whose binds a text goes. */
class RoutesTest {

    private static final Msisdn PHONE = new Msisdn("254722000001");

    private final Map<String, RawPeer> peers = new HashMap<>();
    private ListenerBed bed;

    @BeforeEach
    void open() throws IOException {
        bed = new ListenerBed();
    }

    @AfterEach
    void close() throws IOException {
        for (RawPeer peer : peers.values()) {
            peer.close();
        }
        bed.close();
    }

    private OperatorAccount bind(String name, String... prefixes) throws IOException {
        OperatorAccount account = new OperatorAccount(name, "", EnumSet.allOf(BindKind.class), 5, Dialect.STANDARD);
        account.speakFor(new Prefixes(List.of(prefixes)));
        bed.accounts.put(name, account);
        RawPeer peer = new RawPeer(bed.listener.port());
        assertEquals(0, peer.bind(9, name, name).status());
        peers.put(name, peer);
        assertTrue(ListenerBed.eventually(() -> bed.binds.toSendTo(name).size() == 1));
        return account;
    }

    private RawPeer peer(String name) {
        return Optional.ofNullable(peers.get(name)).orElseThrow();
    }

    private void leave(String name) throws IOException {
        peer(name).close();
        assertTrue(ListenerBed.eventually(() -> bed.binds.toSendTo(name).isEmpty()));
    }

    /** Sends a text to the phone and says who got it, or that nobody did. */
    private String goes(String account) throws Exception {
        CompletableFuture<Sent> sent = bed.sender
                .send(new OutboundText(account, "12055", PHONE, "hello", Instant.MAX))
                .toCompletableFuture();
        if (sent.isDone()) {
            return sent.get().result().name();
        }
        List<String> asked = bed.listener.binds().stream()
                .filter(bind -> bind.unanswered() > 0)
                .map(BindInfo::account)
                .toList();
        assertEquals(1, asked.size(), "one gets it");
        RawPeer peer = peer(asked.get(0));
        peer.accept(peer.read(), 0);
        assertEquals(SendResult.ACCEPTED, sent.get(3, TimeUnit.SECONDS).result());
        return asked.get(0);
    }

    @Test
    void whoeverTheTextIsForComesFirst() throws Exception {
        bind("own", "25411");
        bind("other", "254722");
        for (int i = 0; i < 4; i++) {
            assertEquals("own", goes("own"));
        }
    }

    @Test
    void whereHeIsGoneTheLongestPrefixTakesIt() throws Exception {
        bind("country", "254");
        bind("network", "25411", "25472");
        bind("another", "25473");
        bind("anyone");
        assertEquals("network", goes("gone"));
        leave("network");
        assertEquals("country", goes("gone"));
        leave("country");
        assertEquals("NO_LINK", goes("gone"), "who has no prefixes, or others, stands in for nobody");
    }

    @Test
    void whereHeTakesNoTextsForNowAnotherDoes() throws Exception {
        OperatorAccount own = bind("own");
        bind("other", "25472");
        own.setMode(AccountMode.PAUSED);
        bed.binds.refresh(own);
        assertEquals("other", goes("own"));
        own.enable();
        bed.binds.refresh(own);
        assertEquals("own", goes("own"));
    }

    @Test
    void aFullWindowIsNoReasonToGoToAnother() throws Exception {
        OperatorAccount own = bind("own");
        own.agree(new AccountTerms(
                EnumSet.allOf(BindKind.class),
                5,
                List.of(),
                0,
                1,
                "",
                List.of(),
                Dialect.STANDARD,
                Duration.ZERO,
                Duration.ZERO));
        bed.binds.refresh(own);
        bind("other", "25472");
        CompletableFuture<Sent> first = bed.sender
                .send(new OutboundText("own", "12055", PHONE, "hello", Instant.MAX))
                .toCompletableFuture();
        assertEquals("BUSY", goes("own"));
        peer("own").accept(peer("own").read(), 0);
        assertEquals(SendResult.ACCEPTED, first.get(3, TimeUnit.SECONDS).result());
    }

    @Test
    void aTextForAnybodyGoesByPrefixThenToWhoHasNoneAndNeverToWhoIsExcluded() throws Exception {
        bind("anyone");
        bind("another", "25473");
        bind("network", "25472");
        assertEquals("network", goes(MessageSender.ANY_LINK));
        leave("network");
        assertEquals("anyone", goes(MessageSender.ANY_LINK));
        leave("anyone");
        assertEquals("NO_LINK", goes(MessageSender.ANY_LINK));
    }

    @Test
    void thoseWhoAreAsGoodTakeTurns() throws Exception {
        bind("one", "25472");
        bind("two", "25472");
        bind("worse", "254");
        Set<String> got = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            got.add(goes("gone"));
        }
        assertEquals(Set.of("one", "two"), got);
    }
}
