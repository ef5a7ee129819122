namespace Selvedge.Engine;

/// <summary>What else may be under way in the activation while a turn is.</summary>
internal enum TurnKind : byte
{
    /// <summary>Nothing but interleaving turns.</summary>
    Exclusive,

    /// <summary>Other read-only turns and interleaving ones.</summary>
    ReadOnly,

    /// <summary>Anything.</summary>
    Interleaving,
}

/// <summary>One thing for an activation to do from start to end: a call or a timer tick.</summary>
internal abstract class Turn
{
    public abstract TurnKind Kind { get; }

    /// <summary>Whether it counts as use of the activation.</summary>
    public virtual bool KeepsAlive => true;

    /// <summary>Nobody waits for it any more; it need not start.</summary>
    public virtual bool IsAbandoned => false;

    /// <summary>Starts it, on the activation's scheduler. At its end it calls <see cref="Activation.Finish"/>. Never throws.</summary>
    public abstract void Run(Activation activation);

    /// <summary>It will not run.</summary>
    public abstract void Fail(Exception error);

    /// <summary>Its activation has ended before it could start: it goes to a fresh one, if it has a meaning there.</summary>
    public abstract void Reroute();
}
