package io.ossimport.transfer.copy;

/** An object or a part that waits for its turn: one read and one write side by side. */
interface Transfer {

    /** How many bytes it will ask for. */
    long bytes();

    /** Begins; returns at once. Whoever begins it calls {@link Turns#done} at its end, once. */
    void start();

    /** What it waits for at this moment, while it is under way. Any thread. */
    Wait waitsFor();
}
