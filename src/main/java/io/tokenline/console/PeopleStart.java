package io.tokenline.console;

import io.tokenline.Outcome;
import io.tokenline.Secret;
import io.tokenline.Settings;
import io.tokenline.audit.AuditEvent;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * In a sandbox there is a second person, so that what needs two can be tried. Everywhere else those who got their
 * passwords in a sandbox are gone.
 */
@Singleton
@Startup
@DependsOn("SealingStart")
@TransactionManagement(TransactionManagementType.BEAN)
public class PeopleStart {

    private static final Logger LOG = LoggerFactory.getLogger(PeopleStart.class);
    private static final String SECOND = "second";

    @Inject
    private Settings settings;

    @Inject
    private People people;

    @PostConstruct
    void start() {
        if (settings.sandbox()) {
            enterSecond();
            return;
        }
        for (int removed = people.removeSandboxed(); removed > 0; removed = people.removeSandboxed()) {
            LOG.warn("TKL-3003 this database was a sandbox's: {} persons of it are gone", removed);
        }
    }

    private void enterSecond() {
        Outcome entered =
                people.put(AuditEvent.SYSTEM, SECOND, EnumSet.allOf(Role.class), Optional.of(new Secret(SECOND)));
        if (entered != Outcome.OK) {
            throw new IllegalStateException("the sandbox's second person cannot be entered: " + entered);
        }
        people.setEnabled(AuditEvent.SYSTEM, SECOND, true);
    }
}
