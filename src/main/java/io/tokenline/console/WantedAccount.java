package io.tokenline.console;

import io.tokenline.Cidr;
import io.tokenline.smpp.AccountTerms;
import io.tokenline.smpp.BindKind;
import io.tokenline.smpp.Dialect;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an operator account is to be, all of it: what is missing is as {@link AccountTerms} has it without limits. */
public record WantedAccount(
        @Nullable String password,
        @Nullable List<String> kinds,
        @Nullable Integer maxBinds,
        @Nullable List<String> networks,
        @Nullable Integer messagesPerSecond,
        @Nullable Integer window,
        @Nullable String systemType,
        @Nullable List<String> prefixes,
        @Nullable String dialect,
        @Nullable Integer enquireLinkSeconds,
        @Nullable Integer inactivitySeconds) {

    private static final int BINDS = 2;

    /** Without the password. */
    @Override
    public String toString() {
        return "WantedAccount[" + kinds + "]";
    }

    /**
     * What is to be agreed.
     *
     * @throws Refusal naming what cannot be
     */
    AccountTerms terms() {
        try {
            return new AccountTerms(
                    kinds == null ? EnumSet.allOf(BindKind.class) : kinds(kinds),
                    maxBinds == null ? BINDS : maxBinds,
                    networks == null
                            ? List.of()
                            : networks.stream().map(WantedAccount::network).toList(),
                    orZero(messagesPerSecond),
                    orZero(window),
                    systemType == null ? "" : systemType,
                    prefixes == null ? List.of() : prefixes,
                    dialect == null ? Dialect.STANDARD : dialect(dialect),
                    Duration.ofSeconds(orZero(enquireLinkSeconds)),
                    Duration.ofSeconds(orZero(inactivitySeconds)));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(String.valueOf(e.getMessage()));
        }
    }

    private static Set<BindKind> kinds(List<String> names) {
        Set<BindKind> kinds = EnumSet.noneOf(BindKind.class);
        for (String name : names) {
            kinds.add(Arrays.stream(BindKind.values())
                    .filter(kind -> kind.name().equals(name))
                    .findAny()
                    .orElseThrow(() -> Refusal.invalid("The kinds are " + Arrays.toString(BindKind.values()) + ".")));
        }
        return kinds;
    }

    private static Cidr network(@Nullable String text) {
        return Cidr.parse(text == null ? "" : text)
                .orElseThrow(() -> Refusal.invalid("networks are addresses or CIDR blocks such as 196.201.208.0/21 or"
                        + " 2001:db8::/32, without bits behind the prefix."));
    }

    private static Dialect dialect(String name) {
        return AccountTerms.dialect(name)
                .orElseThrow(() -> Refusal.invalid("There is no such dialect; operators.md lists them."));
    }

    private static int orZero(@Nullable Integer number) {
        return number == null ? 0 : number;
    }
}
