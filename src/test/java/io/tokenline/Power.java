package io.tokenline;

/** What keeps a node of a test alive. Once it is cut, nothing of that node works any more: not even what it had begun. */
public final class Power {

    /** The node is dead. An error and no exception, so that no code of ours takes it for a failure that it can mend. */
    public static final class Cut extends Error {
        private static final long serialVersionUID = 1;

        Cut() {
            super("the power is cut");
        }
    }

    /** Commits until the cut; none is planned where it is 0. */
    private int left;

    private boolean before;
    private boolean off;

    /**
     * Plans the cut.
     *
     * @param commits at which commit from now on, the next one being 1
     * @param undone whether that commit does not come to pass any more
     */
    public synchronized void cutAt(int commits, boolean undone) {
        left = commits;
        before = undone;
    }

    /** Cuts it now. */
    public synchronized void cutNow() {
        off = true;
    }

    /** Whether it was cut. */
    public synchronized boolean isOff() {
        return off;
    }

    /** Before any step of the node. */
    synchronized void check() {
        if (off) {
            throw new Cut();
        }
    }

    /** The step is done and about to be committed. */
    synchronized void committing() {
        check();
        if (left == 1 && before) {
            off = true;
            throw new Cut();
        }
    }

    /** The step is committed; whoever waits for it may not hear of it. */
    synchronized void committed() {
        if (left > 0) {
            left--;
            if (left == 0) {
                off = true;
                throw new Cut();
            }
        }
    }
}
