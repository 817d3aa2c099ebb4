package io.tokenline.token.sts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of an RFC 4180 text by the names in its header line; columns may stand in any order. */
final class Csv {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Csv() {}

    static List<Map<String, String>> read(String text) {
        String unmarked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        List<List<String>> lines = lines(unmarked);
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<String> line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < lines.get(0).size(); i++) {
                row.put(
                        lines.get(0).get(i).strip(),
                        i < line.size() ? line.get(i).strip() : "");
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<List<String>> lines(String text) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    field.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',') {
                line.add(take(field));
            } else if (c == '\n') {
                line.add(take(field));
                keep(lines, line);
                line = new ArrayList<>();
            } else if (c != '\r') {
                field.append(c);
            }
        }
        line.add(take(field));
        keep(lines, line);
        return lines;
    }

    private static void keep(List<List<String>> lines, List<String> line) {
        if (line.stream().anyMatch(field -> !field.isBlank())) {
            lines.add(line);
        }
    }

    private static String take(StringBuilder field) {
        String text = field.toString();
        field.setLength(0);
        return text;
    }
}
