package io.tokenline.ussd.menu;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Divides a screen into pages that fit a link: whole lines where they fit, else whole words. */
final class Layout {

    private final ScreenLimit limit;
    private final String more;

    /**
     * A layout for one link and language.
     *
     * @param more the line that leads to the next page; empty where nothing may be paged
     */
    Layout(ScreenLimit limit, String more) {
        this.limit = limit;
        this.more = more;
    }

    /**
     * The pages of a screen, at least one.
     *
     * @param first the keys at the foot of the first page; may be empty
     * @param later those of every other page
     */
    List<String> pages(List<String> lines, String first, String later) {
        String whole = page(String.join("\n", lines), first);
        if (limit.fits(whole)) {
            return List.of(whole);
        }
        if (more.isEmpty()) {
            return List.of(limit.cut(whole));
        }
        Deque<String> left = new ArrayDeque<>(lines);
        List<String> pages = new ArrayList<>();
        while (!left.isEmpty()) {
            String keys = pages.isEmpty() ? first : later;
            String last = page(String.join("\n", left), keys);
            if (!pages.isEmpty() && limit.fits(last)) {
                pages.add(last);
                break;
            }
            String foot = page(more, keys);
            pages.add(limit.cut(page(fill(left, foot), foot)));
        }
        return List.copyOf(pages);
    }

    /** Takes as many lines as fit above the keys; a line that no page holds is broken between words. */
    private String fill(Deque<String> left, String keys) {
        StringBuilder text = new StringBuilder();
        while (!left.isEmpty()) {
            String longer = page(text.toString(), left.getFirst());
            if (!limit.fits(page(longer, keys))) {
                break;
            }
            text = new StringBuilder(longer);
            left.removeFirst();
        }
        if (text.isEmpty() && !left.isEmpty()) {
            String line = left.removeFirst();
            int end = broken(line, keys);
            text.append(line.substring(0, end).stripTrailing());
            String rest = line.substring(end).stripLeading();
            if (!rest.isEmpty()) {
                left.addFirst(rest);
            }
        }
        return text.toString();
    }

    /** Where to break a line: behind the last word that fits, or within a word that never would; never at 0. */
    private int broken(String line, String keys) {
        int end = 0;
        int word = 0;
        while (end < line.length()) {
            int next = line.offsetByCodePoints(end, 1);
            if (!limit.fits(page(line.substring(0, next).stripTrailing(), keys))) {
                break;
            }
            end = next;
            if (end < line.length() && line.charAt(end) == ' ') {
                word = end;
            }
        }
        return word > 0 ? word : Math.max(end, line.offsetByCodePoints(0, 1));
    }

    private static String page(String text, String keys) {
        return text.isEmpty() || keys.isEmpty() ? text + keys : text + "\n" + keys;
    }
}
