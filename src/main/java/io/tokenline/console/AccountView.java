package io.tokenline.console;

import io.tokenline.Cidr;
import io.tokenline.smpp.AccountInfo;
import io.tokenline.smpp.AccountTerms;
import io.tokenline.smpp.MessageRates;
import io.tokenline.smpp.OperatorAccount;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operator account as the API shows it: what was agreed, how it stands on this server, and nothing of its passwords
 * but until when the one before the last binds.
 */
public record AccountView(
        String name,
        boolean enabled,
        String mode,
        List<String> kinds,
        int maxBinds,
        List<String> networks,
        int messagesPerSecond,
        int window,
        String systemType,
        List<String> prefixes,
        String dialect,
        long enquireLinkSeconds,
        long inactivitySeconds,
        @Nullable String previousPasswordUntil,
        String state,
        int binds,
        @Nullable String since,
        int unanswered,
        int places,
        MessageRates messagesPerMinute) {

    static AccountView of(AccountInfo info) {
        OperatorAccount account = info.account();
        AccountTerms terms = account.terms();
        return new AccountView(
                account.systemId(),
                account.enabled(),
                account.mode().name(),
                terms.kinds().stream().sorted().map(Enum::name).toList(),
                terms.maxBinds(),
                terms.networks().stream().map(Cidr::toString).toList(),
                terms.messagesPerSecond(),
                terms.window(),
                terms.systemType(),
                terms.prefixes(),
                terms.dialect().name(),
                terms.enquireLink().toSeconds(),
                terms.inactivity().toSeconds(),
                account.previousUntil().map(Instant::toString).orElse(null),
                info.state(),
                info.binds().size(),
                info.since().map(Instant::toString).orElse(null),
                info.unanswered(),
                info.places(),
                info.rates());
    }
}
