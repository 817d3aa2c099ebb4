package io.tokenline.vending;

import io.tokenline.Outcome;
import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import io.tokenline.metering.KeyChangeRecord;
import io.tokenline.metering.Meter;
import io.tokenline.metering.Meters;
import io.tokenline.token.MadeToken;
import io.tokenline.token.TokenBean;
import io.tokenline.vault.VaultException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Sends the tokens of a key change again, free of charge, to the phone that bought. */
@ApplicationScoped
@Transactional
public class KeyChanges {

    private final Meters meters;
    private final TokenBean tokens;
    private final SaleStore sales;
    private final Notices notices;
    private final Audit audit;

    @Inject
    KeyChanges(Meters meters, TokenBean tokens, SaleStore sales, Notices notices, Audit audit) {
        this.meters = meters;
        this.tokens = tokens;
        this.sales = sales;
        this.notices = notices;
        this.audit = audit;
    }

    /**
     * Sends the tokens of a meter's last key change again.
     *
     * @return OK, KEY_CHANGE_UNKNOWN where there was none or it was taken back, or VAULT_CLOSED
     */
    public Outcome sendAgain(Meter meter, String person) {
        Meter locked = meters.lock(meter);
        Optional<KeyChangeRecord> change = meters.lastKeyChange(locked);
        Optional<Sale> sale = change.map(KeyChangeRecord::owner).flatMap(sales::lock);
        if (change.isEmpty() || sale.isEmpty()) {
            return Outcome.KEY_CHANGE_UNKNOWN;
        }
        try {
            List<MadeToken> keys = tokens.tokensOf(sale.get().reference()).stream()
                    .filter(token -> token.kind() == MadeToken.Kind.KEY_CHANGE)
                    .toList();
            notices.keyChangeAgain(sale.get(), keys, change.get().sendAgain());
        } catch (VaultException e) {
            return Outcome.VAULT_CLOSED;
        }
        audit.record(new AuditEvent(
                person,
                "KEY_CHANGE_RESENT",
                "meter " + locked.drn(),
                "sale " + sale.get().reference()));
        return Outcome.OK;
    }
}
