package io.tokenline.console;

import io.tokenline.books.Books;
import io.tokenline.books.Invariant;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** Whether sales, money and tokens agree. */
@Path("/books")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Allowed({Role.ADMIN, Role.SUPPORT, Role.AUDITOR})
public class BooksResource {

    @Inject
    private Books books;

    /**
     * How often each invariant is broken, counted now from the tables.
     *
     * @param all whether what is old and was found whole is counted once more
     */
    @GET
    @Path("/invariants")
    public Map<Invariant, Long> invariants(@QueryParam("all") boolean all) {
        return all ? books.checkAll() : books.check();
    }
}
