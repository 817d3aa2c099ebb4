package io.tokenline.console;

import io.tokenline.metering.Meters;
import io.tokenline.smpp.SmppServer;
import io.tokenline.tariff.book.TariffBook;
import io.tokenline.ussd.Menus;
import io.tokenline.vault.Vault;
import io.tokenline.vault.VaultException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Whether Tokenline can sell: key store open, SMPP listener accepting; the schema is migrated before this exists. */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
public class Readiness implements HealthCheck {

    private final Vault vault;
    private final SmppServer smpp;
    private final Menus menus;
    private final Meters meters;
    private final TariffBook tariffs;

    @Inject
    Readiness(Vault vault, SmppServer smpp, Menus menus, Meters meters, TariffBook tariffs) {
        this.vault = vault;
        this.smpp = smpp;
        this.menus = menus;
        this.meters = meters;
        this.tariffs = tariffs;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<String> trouble = vault.trouble();
        boolean accepting = smpp.accepting();
        Optional<String> tariffs = tariffs();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("tokenline")
                .withData("keyStore", trouble.orElse("open"))
                .withData("smpp", accepting ? "accepting binds on port " + smpp.port() : "not accepting binds")
                .withData("menu", menu())
                .withData("database", tariffs.isPresent() ? "answers" : "does not answer")
                .withData("tariffs", tariffs.orElse("cannot be looked at"));
        if (trouble.isEmpty() && tariffs.isPresent()) {
            response.withData("vendingKeys", keys());
        }
        return response.status(trouble.isEmpty() && accepting && tariffs.isPresent())
                .build();
    }

    /** A file with faults is said here; the server stays ready, for the version before goes on serving. */
    private String menu() {
        Menus.State state = menus.state();
        String served = state.service() + " " + state.version();
        int faults = state.faults().size();
        return faults == 0
                ? served
                : served + "; its file has " + faults + " faults and is not used, the first: "
                        + state.faults().get(0);
    }

    /** Names without a version are said here; the server stays ready. Empty where the database does not answer. */
    private Optional<String> tariffs() {
        try {
            List<String> missing = meters.tariffs().stream()
                    .filter(name -> this.tariffs.holding(name).isEmpty())
                    .toList();
            return Optional.of(
                    missing.isEmpty()
                            ? "every meter has one"
                            : "no version holds of " + String.join(", ", missing)
                                    + ", so meters that name them cannot buy");
        } catch (RuntimeException e) { // whatever the persistence says; the answer says that it does not answer
            return Optional.empty();
        }
    }

    /** Keys that end soon are said here; the server stays ready, for the other keys still serve. */
    private String keys() {
        try {
            List<String> ending = vault.expiring().stream()
                    .map(key -> key.attributes().name() + " ends "
                            + key.attributes().expiresAt())
                    .toList();
            return ending.isEmpty() ? "none ends within 60 days" : String.join(", ", ending);
        } catch (VaultException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
