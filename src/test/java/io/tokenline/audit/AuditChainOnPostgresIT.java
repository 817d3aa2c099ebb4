package io.tokenline.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tokenline.Database;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditChainOnPostgresIT extends AuditChainContract {

    AuditChainOnPostgresIT() {
        super(Database.postgres());
    }

    private void asServer(Runnable step) {
        database.tx(() -> {
            sql("set local role tokenline_server");
            step.run();
        });
    }

    private void sql(String sql) {
        int unused = database.entities().createNativeQuery(sql).executeUpdate();
    }

    /** As the documents say that a utility may have it. */
    @Test
    void aRoleThatMayNeitherChangeNorRemoveAnEventIsEnoughForTheServer() {
        database.execute(
                "create role tokenline_server",
                "grant select, insert, update, delete on all tables in schema public to tokenline_server",
                "grant usage on all sequences in schema public to tokenline_server",
                "revoke update, delete, truncate on audit_event, audit_link from tokenline_server");
        try {
            asServer(() -> audit.record(new AuditEvent("wanjiku", "STEP", "step", "")));
            asServer(() -> assertEquals(1, chain.extend()));
            asServer(() -> assertEquals(List.of(), proofs.all(Optional.empty()).faults()));
            for (String change : List.of("update audit_event set detail = 'x'", "delete from audit_link")) {
                assertThrows(PersistenceException.class, () -> asServer(() -> sql(change)));
            }
        } finally {
            database.execute("drop owned by tokenline_server", "drop role tokenline_server");
        }
    }
}
