package org.opengauss.reversemigration.pipeline;

import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.ReplicationException;
import org.opengauss.reversemigration.source.SlotState;

/** Another process reads the slot, or the server has not noticed yet that its reader died. */
final class SlotBusyException extends ReplicationException {
    private static final long serialVersionUID = 1L;

    private SlotBusyException(String message) {
        super(ExitCode.FENCED, message, null);
    }

    static void refuse(SlotState slot) {
        throw new SlotBusyException(
                "slot \""
                        + slot.name()
                        + "\" is in use"
                        + (slot.activePid().isPresent()
                                ? " by pid " + slot.activePid().getAsLong()
                                : "")
                        + "; stop that process, or wait until the server lets go of a reader that died"
                        + " (logical_sender_timeout, 30 s by default)");
    }
}
