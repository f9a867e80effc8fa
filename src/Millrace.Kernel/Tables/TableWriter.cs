using System.Data.Common;

namespace Millrace.Kernel.Tables;

/// <summary>An engine's side of the <see cref="WriteQueue"/>: the one connection that writes, used by one thread.</summary>
public abstract class TableWriter
{
    /// <summary>Starts a transaction that no other writer of the database, in this process or another, is inside of.</summary>
    public abstract DbTransaction Begin();

    /// <summary>Gives up a transaction that cannot be committed, so that <see cref="Begin"/> works again; never throws.</summary>
    /// <param name="transaction">Null when it did not even start.</param>
    public abstract void Undo(DbTransaction? transaction);

    /// <summary>A failure in the user's words when it is the machine's; otherwise as it is.</summary>
    public abstract Exception Translate(Exception failure);

    /// <summary>What to tell the callers whose shared transaction was not committed for sure.</summary>
    /// <param name="failure">What ended it.</param>
    /// <param name="isCommitting">Whether the engine had been asked to commit, so that it may have done so.</param>
    public virtual Exception TranslateShared(Exception failure, bool isCommitting) => Translate(failure);
}
