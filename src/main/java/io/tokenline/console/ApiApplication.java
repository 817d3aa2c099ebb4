package io.tokenline.console;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The admin API, {@code /api/…}. */
@ApplicationPath("/api")
public class ApiApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                Gate.class,
                ApiErrors.class,
                ErrorBodies.class,
                TotalsResource.class,
                MeResource.class,
                MessagesResource.class,
                PeopleResource.class,
                AuditResource.class,
                BooksResource.class,
                StatementsResource.class,
                BooksDaysResource.class,
                DifferencesResource.class,
                LinksResource.class,
                KeysResource.class,
                EngineeringResource.class,
                MeterKeysResource.class,
                SupplyGroupsResource.class,
                MetersResource.class,
                MeterDebtsResource.class,
                MeterImportsResource.class,
                MeterReplacementResource.class,
                TokensResource.class,
                AccountsResource.class,
                AnnouncementsResource.class,
                ReportsResource.class,
                SalesResource.class,
                SubjectsResource.class,
                TariffsResource.class,
                AggregatorsResource.class,
                TraceResource.class,
                CasesResource.class,
                RefundsResource.class,
                FloatsResource.class,
                WalletsResource.class);
    }
}
