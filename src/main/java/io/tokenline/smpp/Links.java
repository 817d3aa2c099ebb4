package io.tokenline.smpp;

import io.tokenline.AfterCommit;
import io.tokenline.Outcome;
import io.tokenline.Secret;
import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import io.tokenline.vault.FieldCipher;
import io.tokenline.vault.VaultException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The links to operators that are entered. Each change is audited in the same commit, and takes effect after it. */
@ApplicationScoped
@Transactional
public class Links {

    /** More links than any server has. */
    static final int MAX = 500;

    /** What SMPP can carry. */
    private static final int PASSWORD_MAX = 8;

    private final LinkStore store;
    private final AccountStore accounts;
    private final FieldCipher cipher;
    private final Audit audit;
    private final AfterCommit afterCommit;
    private final Clock clock;
    private volatile Consumer<String> listener = name -> {};

    @Inject
    Links(
            LinkStore store,
            AccountStore accounts,
            FieldCipher cipher,
            Audit audit,
            AfterCommit afterCommit,
            Clock clock) {
        this.store = store;
        this.accounts = accounts;
        this.cipher = cipher;
        this.audit = audit;
        this.afterCommit = afterCommit;
        this.clock = clock;
    }

    /** Who is told the name of a link that has changed; he must neither block nor throw. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public void onChange(Consumer<String> told) {
        listener = told;
    }

    /** One link. */
    public Optional<OperatorLink> find(String name) {
        return store.find(name);
    }

    /** A page of all links, by name; never more than 500. */
    public List<OperatorLink> page(String after, int limit) {
        return store.page(after, Math.min(limit, MAX));
    }

    /**
     * The password to bind with.
     *
     * @throws VaultException where the vault is closed
     */
    Secret password(OperatorLink link) throws VaultException {
        return new Secret(cipher.open(OperatorLink.label(link.name()), link.sealedPassword()));
    }

    /**
     * The password that the gateway has to show in its outbind.
     *
     * @throws VaultException where the vault is closed
     */
    Secret outbindPassword(OperatorLink link) throws VaultException {
        return new Secret(cipher.open(OperatorLink.outbindLabel(link.name()), link.sealedOutbindPassword()));
    }

    /**
     * Enters a link, or changes one; binds that are open end and are opened anew.
     *
     * @param by who asks for it
     * @param password 1 to 8 ASCII characters; a new link needs one
     * @param outbind the password that the gateway shows, as above; needed where it begins to show one
     * @param enabled whether it is in use
     * @return OK, LINK_INVALID, PASSWORD_INVALID, VAULT_CLOSED, or OPERATOR_NAME_TAKEN where an account has this name
     */
    public Outcome put(
            String by,
            String name,
            LinkTerms terms,
            Optional<Secret> password,
            Optional<Secret> outbind,
            boolean enabled) {
        if (!OperatorLink.mayBeCalled(name)) {
            return Outcome.LINK_INVALID;
        }
        Optional<OperatorLink> found = store.lock(name);
        boolean shown = found.filter(link -> link.terms().awaitsOutbind()).isPresent();
        if (!mayBe(password, found.isPresent()) || !mayBe(outbind, shown || !terms.awaitsOutbind())) {
            return Outcome.PASSWORD_INVALID;
        }
        if (found.isEmpty() && accounts.find(name).isPresent()) {
            return Outcome.OPERATOR_NAME_TAKEN;
        }
        try {
            Optional<byte[]> sealed = sealed(OperatorLink.label(name), password);
            Optional<byte[]> sealedOutbind = sealed(OperatorLink.outbindLabel(name), outbind);
            OperatorLink link = entered(found, name, terms, sealed, enabled);
            sealedOutbind
                    .filter(any -> terms.awaitsOutbind())
                    .ifPresent(s -> link.setOutbindPassword(s, link.changedAt()));
        } catch (VaultException e) {
            return Outcome.VAULT_CLOSED;
        }
        tell(by, found.isPresent() ? "LINK_CHANGED" : "LINK_ENTERED", name, summary(terms, password, outbind, enabled));
        return Outcome.OK;
    }

    private Optional<byte[]> sealed(String label, Optional<Secret> password) throws VaultException {
        return password.isPresent()
                ? Optional.of(cipher.seal(label, password.get().value()))
                : Optional.empty();
    }

    private OperatorLink entered(
            Optional<OperatorLink> found, String name, LinkTerms terms, Optional<byte[]> sealed, boolean enabled) {
        OperatorLink link = found.orElseGet(() -> new OperatorLink(name, terms, sealed.orElseThrow(), clock.instant()));
        link.setTerms(terms, enabled, clock.instant());
        if (found.isEmpty()) {
            store.add(link);
        } else {
            sealed.ifPresent(password -> link.setPassword(password, clock.instant()));
        }
        return link;
    }

    /** Holds a link: it unbinds, and what is owed over it waits. */
    public Outcome pause(String by, String name) {
        return setPaused(by, name, true);
    }

    /** Lets a link that was held bind again. */
    public Outcome resume(String by, String name) {
        return setPaused(by, name, false);
    }

    private Outcome setPaused(String by, String name, boolean paused) {
        Optional<OperatorLink> found = store.lock(name);
        if (found.isEmpty()) {
            return Outcome.LINK_UNKNOWN;
        }
        if (found.get().paused() != paused) {
            found.get().setPaused(paused, clock.instant());
            tell(by, paused ? "LINK_PAUSED" : "LINK_RESUMED", name, "");
        }
        return Outcome.OK;
    }

    /** Cuts the connections of a link, which then binds anew. */
    public Outcome kill(String by, String name) {
        if (store.lock(name).isEmpty()) {
            return Outcome.LINK_UNKNOWN;
        }
        tell(by, "LINK_KILLED", name, "");
        return Outcome.OK;
    }

    /** Takes a link away. */
    public Outcome remove(String by, String name) {
        Optional<OperatorLink> found = store.lock(name);
        if (found.isEmpty()) {
            return Outcome.LINK_UNKNOWN;
        }
        store.remove(found.get());
        tell(by, "LINK_REMOVED", name, "");
        return Outcome.OK;
    }

    /** One that is not given is right where there is one, or none is needed. */
    private static boolean mayBe(Optional<Secret> password, boolean asBefore) {
        return password.isEmpty() ? asBefore : password.get().value().matches("[\\x21-\\x7E]{1," + PASSWORD_MAX + "}");
    }

    private static String summary(
            LinkTerms terms, Optional<Secret> password, Optional<Secret> outbind, boolean enabled) {
        return terms.host() + ":" + terms.port() + (terms.tls() ? " by TLS" : "") + " as " + terms.systemId() + ", "
                + terms.binds() + " x " + terms.mode() + ", dialect " + terms.dialect() + ", prefixes "
                + terms.prefixes().all()
                + (terms.awaitsOutbind() ? ", by outbind of " + terms.outbindSystemId() : "")
                + (outbind.isPresent() ? ", with an outbind password" : "")
                + (password.isPresent() ? ", with a password" : "") + (enabled ? "" : ", not in use");
    }

    private void tell(String by, String action, String name, String detail) {
        audit.record(new AuditEvent(by, action, "link " + name, detail));
        afterCommit.run(() -> listener.accept(name));
    }
}
