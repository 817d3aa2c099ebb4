package io.tokenline.registry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Hands the registry out as a file that an import reads: taken in again where it comes from, it changes nothing. */
@ApplicationScoped
public class MeterExport {

    private static final String END = "\r\n";

    private final ExportPages pages;

    @Inject
    MeterExport(ExportPages pages) {
        this.pages = pages;
    }

    /**
     * Writes the file, as UTF-8.
     *
     * @param reveal why phone numbers are written whole; without a reason they are masked
     * @param person who fetches it
     */
    public void write(OutputStream out, Optional<String> reveal, String person) throws IOException {
        boolean wholePhones = reveal.isPresent();
        pages.begin(person, reveal);
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        text.write(Header.titles() + END);
        ExportPages.Rows page = pages.after(0, wholePhones);
        while (page.last().isPresent()) {
            for (List<String> row : page.rows()) {
                text.write(row.stream().map(MeterExport::cell).collect(Collectors.joining(",")));
                text.write(END);
            }
            page = pages.after(page.last().get(), wholePhones);
        }
        text.flush();
    }

    private static String cell(String value) {
        String text = Cells.defused(value);
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == ';' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
