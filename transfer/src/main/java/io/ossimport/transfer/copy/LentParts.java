package io.ossimport.transfer.copy;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectRead;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.Upload;
import io.ossimport.transfer.complete.ChecksumChoice;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the parts of a {@link Loan} for the mover that has the object. Each of them ends by itself;
 * what cannot be sent is that mover's to find out. Safe for many threads.
 */
public final class LentParts implements ObjectInParts {

    private final CopyContext context;
    private final Loan loan;
    private final PartLayout layout;
    private final Consumer<LentPart> repay;
    private final Deque<Integer> left; // guarded by this

    /**
     * @param repay told once of each part
     */
    public LentParts(CopyContext context, Loan loan, Consumer<LentPart> repay) {
        this.context = context;
        this.loan = loan;
        this.layout = new PartLayout(loan.version().size(), loan.partSizeBytes());
        this.repay = repay;
        this.left = new ArrayDeque<>(loan.parts());
    }

    @Override
    public boolean startNext() {
        Integer number;
        synchronized (this) {
            number = left.poll();
        }
        if (number == null) {
            return false;
        }
        context.turns().submit(new PartTransfer(this, number, layout.range(number)));
        return true;
    }

    @Override
    public void arrived(SentPart sent) {
        repay.accept(new LentPart(loan.id(), sent.part().number(), sent));
    }

    @Override
    public void partLost(int number, boolean keepUpload, Runnable how) {
        repay.accept(new LentPart(loan.id(), number, null));
    }

    @Override
    public CopyContext context() {
        return context;
    }

    @Override
    public ListedObject version() {
        return loan.version();
    }

    @Override
    public Key destinationKey() {
        return loan.destinationKey();
    }

    @Override
    public @Nullable Upload upload() {
        return loan.upload();
    }

    @Override
    public void opened(Upload opened, String note) {
        throw new IllegalStateException("the upload of lent parts is open");
    }

    @Override
    public boolean isEnding() {
        return false;
    }

    @Override
    public void triedAgain(StoreException error) {
        // it is the parts that were sent that are counted
    }

    @Override
    public AttemptEnd end() {
        throw new IllegalStateException("lent parts end no attempt");
    }

    @Override
    public Checksum chooseStored(ObjectRead read) {
        return ChecksumChoice.of(
                context.destinationAlgorithm(), SmallCopy.offers(loan.version(), read), true);
    }
}
