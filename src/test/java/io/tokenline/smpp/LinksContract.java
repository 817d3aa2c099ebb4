package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.Rooms;
import io.tokenline.Secret;
import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditFilter;
import io.tokenline.vault.Vault;
import io.tokenline.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Links are entered and changed; on whichever database. */
abstract class LinksContract {

    private static final LinkTerms TERMS = LinkBed.terms(2775, BindMode.TX_RX, 2);
    private static final Secret PASSWORD = new Secret("hunter2");
    private static final Secret SHOWN = new Secret("knock99");

    private final Rooms rooms;
    private final Database database;
    private final Links links;
    private final List<String> changed = new ArrayList<>();

    LinksContract(Database database) {
        this.database = database;
        this.rooms = new Rooms(database);
        try {
            rooms.get(Vault.class).createIfMissing();
        } catch (VaultException e) {
            throw new IllegalStateException(e);
        }
        this.links = rooms.get(Links.class);
        links.onChange(changed::add);
    }

    private Outcome put(String name, Optional<Secret> password) {
        return links.put("chief", name, TERMS, password, Optional.empty(), true);
    }

    private List<String> audited() {
        return rooms
                .get(Audit.class)
                .page(new AuditFilter(Optional.empty(), Optional.empty(), Optional.of("link telco")), Long.MAX_VALUE, 9)
                .stream()
                .map(entry -> entry.event().actor() + " " + entry.event().action())
                .toList();
    }

    private OperatorLink link() {
        return links.find("telco").orElseThrow();
    }

    @Test
    void whatIsEnteredIsFoundAndItsPasswordLiesEncrypted() throws VaultException {
        assertEquals(Outcome.OK, put("telco", Optional.of(PASSWORD)));
        assertEquals(TERMS, link().terms());
        assertTrue(link().enabled());
        assertEquals(PASSWORD, links.password(link()));
        assertFalse(new String(link().sealedPassword(), StandardCharsets.ISO_8859_1).contains(PASSWORD.value()));
        assertEquals(List.of("telco"), changed);
        assertEquals(List.of("chief LINK_ENTERED"), audited());
        assertEquals(
                List.of("0"),
                database.names("select count(*) from audit_event where detail like '%" + PASSWORD.value() + "%'"));
    }

    @Test
    void aChangeWithoutAPasswordKeepsIt() throws VaultException {
        put("telco", Optional.of(PASSWORD));
        LinkTerms other = LinkBed.terms(2776, BindMode.TRX, 1);
        assertEquals(Outcome.OK, links.put("chief", "telco", other, Optional.empty(), Optional.empty(), false));
        assertEquals(other, link().terms());
        assertFalse(link().enabled());
        assertEquals(PASSWORD, links.password(link()));
        put("telco", Optional.of(new Secret("other")));
        assertEquals(new Secret("other"), links.password(link()));
        assertEquals(List.of("chief LINK_CHANGED", "chief LINK_CHANGED", "chief LINK_ENTERED"), audited());
    }

    @Test
    void whatWasAgreedComesBackFromTheDatabaseAndIsWhatItsBindsKnow() {
        LinkTerms agreed = LinkBed.terms(2777, new Prefixes(List.of("25472", "254110")), 90);
        links.put("chief", "telco", agreed, Optional.of(PASSWORD), Optional.empty(), true);
        assertEquals(agreed, link().terms());
        assertEquals(
                List.of("25472 254110"), database.names("select prefixes from operator_link where name = 'telco'"));
        assertTrue(link().operator().covers("254722000001"));
        assertFalse(link().operator().covers("254733000001"));
        assertThrows(IllegalArgumentException.class, () -> new Prefixes(List.of("0722")));
    }

    @Test
    void whatAGatewayShowsIsKeptAsTheOwnPasswordIsAndGoesWithTheOutbind() throws VaultException {
        LinkTerms called = LinkBed.terms(2775, false, BindMode.TRX, 1, "smsc");
        assertEquals(Outcome.OK, put("telco", Optional.of(PASSWORD)));
        assertEquals(Outcome.PASSWORD_INVALID, outbind(called, Optional.empty()), "a new outbind needs one");
        assertEquals(Outcome.PASSWORD_INVALID, outbind(called, Optional.of(new Secret("ninechars"))));
        assertEquals(Outcome.OK, outbind(called, Optional.of(SHOWN)));
        assertEquals(called, link().terms());
        assertEquals(SHOWN, links.outbindPassword(link()));
        assertEquals(PASSWORD, links.password(link()), "the own one stays");
        assertFalse(new String(link().sealedOutbindPassword(), StandardCharsets.ISO_8859_1).contains(SHOWN.value()));
        assertEquals(
                List.of("0"),
                database.names("select count(*) from audit_event where detail like '%" + SHOWN.value() + "%'"));
        assertEquals(Outcome.OK, outbind(called, Optional.empty()));
        assertEquals(SHOWN, links.outbindPassword(link()), "as before");
        assertEquals(Outcome.OK, outbind(TERMS, Optional.empty()));
        assertEquals(0, link().sealedOutbindPassword().length);
        assertEquals(Outcome.PASSWORD_INVALID, outbind(called, Optional.empty()), "it was forgotten");
        assertThrows(IllegalArgumentException.class, () -> LinkBed.terms(2775, false, BindMode.TRX, 1, "x".repeat(16)));
    }

    @Test
    void neitherOfTheTwoPasswordsOpensAsTheOther() {
        LinkTerms called = LinkBed.terms(2775, false, BindMode.TRX, 1, "smsc");
        links.put("chief", "telco", called, Optional.of(PASSWORD), Optional.of(SHOWN), true);
        database.execute("update operator_link set outbind_password = password");
        assertThrows(VaultException.class, () -> links.outbindPassword(link()));
    }

    private Outcome outbind(LinkTerms terms, Optional<Secret> shown) {
        return links.put("chief", "telco", terms, Optional.empty(), shown, true);
    }

    @Test
    void whatCannotBeIsNotEntered() {
        assertEquals(Outcome.PASSWORD_INVALID, put("telco", Optional.empty()));
        assertEquals(Outcome.PASSWORD_INVALID, put("telco", Optional.of(new Secret("ninechars"))));
        assertEquals(Outcome.LINK_INVALID, put("Telco 1", Optional.of(PASSWORD)));
        rooms.get(Accounts.class).put("telco", "secret", EnumSet.allOf(BindKind.class), 1, Dialect.STANDARD);
        assertEquals(Outcome.OPERATOR_NAME_TAKEN, put("telco", Optional.of(PASSWORD)));
        assertEquals(List.of(), links.page("", 10));
        assertEquals(List.of(), changed);
        assertThrows(IllegalArgumentException.class, () -> LinkBed.terms(0, BindMode.TRX, 1));
        assertThrows(IllegalArgumentException.class, () -> LinkBed.terms(1, BindMode.TRX, 11));
    }

    @Test
    void aClosedVaultTakesNoPassword() {
        assertEquals(
                Outcome.VAULT_CLOSED,
                rooms.vaultClosed()
                        .get(Links.class)
                        .put("chief", "telco", TERMS, Optional.of(PASSWORD), Optional.empty(), true));
    }

    @Test
    void aLinkIsHeldAndLetGoKilledAndTakenAway() {
        for (Outcome nobody : List.of(
                links.pause("chief", "telco"),
                links.resume("chief", "telco"),
                links.kill("chief", "telco"),
                links.remove("chief", "telco"))) {
            assertEquals(Outcome.LINK_UNKNOWN, nobody);
        }
        put("telco", Optional.of(PASSWORD));
        links.pause("chief", "telco");
        links.pause("chief", "telco");
        assertTrue(link().paused());
        links.resume("chief", "telco");
        assertFalse(link().paused());
        links.kill("chief", "telco");
        links.remove("chief", "telco");
        assertEquals(Optional.empty(), links.find("telco"));
        assertEquals(
                List.of(
                        "chief LINK_REMOVED",
                        "chief LINK_KILLED",
                        "chief LINK_RESUMED",
                        "chief LINK_PAUSED",
                        "chief LINK_ENTERED"),
                audited());
        assertEquals(5, changed.size());
    }
}
