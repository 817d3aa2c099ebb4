package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Cidr;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class AccountTermsTest {

    private static AccountTerms terms(
            Set<BindKind> kinds, int binds, int rate, int window, String type, String prefix, long enquire, long idle) {
        return new AccountTerms(
                kinds,
                binds,
                List.of(
                        Cidr.parse("2001:db8::/32").orElseThrow(),
                        Cidr.parse("10.0.0.0/8").orElseThrow()),
                rate,
                window,
                type,
                prefix.isEmpty() ? List.of() : List.of(prefix, "255"),
                Dialect.STANDARD,
                Duration.ofSeconds(enquire),
                Duration.ofSeconds(idle));
    }

    private static void refused(String about, Executable terms) {
        String sentence = String.valueOf(
                assertThrows(IllegalArgumentException.class, terms).getMessage());
        assertTrue(sentence.contains(about) && sentence.endsWith("."), sentence);
    }

    @Test
    void whatWasAgreedIsWhatAnAccountKeeps() {
        AccountTerms agreed = terms(EnumSet.of(BindKind.RECEIVER), 3, 50, 20, "USSD", "254", 45, 600);
        OperatorAccount account = new OperatorAccount("op", "", agreed);
        assertEquals(agreed, account.terms());
        AccountTerms unlimited = AccountTerms.unlimited(EnumSet.allOf(BindKind.class), 1, Dialect.STANDARD);
        account.agree(unlimited);
        assertEquals(unlimited, account.terms());
    }

    @Test
    void whatCannotBeAgreedIsASentence() {
        EnumSet<BindKind> all = EnumSet.allOf(BindKind.class);
        refused("TRANSCEIVER", () -> terms(EnumSet.noneOf(BindKind.class), 1, 0, 0, "", "", 0, 0));
        refused("maxBinds", () -> terms(all, 0, 0, 0, "", "", 0, 0));
        refused("messagesPerSecond", () -> terms(all, 1, -1, 0, "", "", 0, 0));
        refused("window", () -> terms(all, 1, 0, 1_001, "", "", 0, 0));
        refused("systemType", () -> terms(all, 1, 0, 0, "x".repeat(13), "", 0, 0));
        refused("prefixes", () -> terms(all, 1, 0, 0, "", "0700", 0, 0));
        refused("enquireLinkSeconds", () -> terms(all, 1, 0, 0, "", "", 1, 0));
        refused("inactivitySeconds", () -> terms(all, 1, 0, 0, "", "", 0, 86_401));
    }

    @Test
    void whatIsAgreedFitsTheTable() {
        String longest = "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128";
        AccountTerms most = new AccountTerms(
                EnumSet.allOf(BindKind.class),
                1,
                Collections.nCopies(20, Cidr.parse(longest).orElseThrow()),
                0,
                0,
                "",
                Collections.nCopies(25, "123456789012345"),
                Dialect.STANDARD,
                Duration.ZERO,
                Duration.ZERO);
        int networks = most.networks().size() * (longest.length() + 1) - 1;
        int prefixes = String.join(" ", most.prefixes()).length();
        assertTrue(networks <= 1_000 && prefixes <= 400, networks + " and " + prefixes);
    }
}
