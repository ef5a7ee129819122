using System.Collections.Immutable;
using Selvedge.Domain;

namespace Selvedge.Domain.Tests;

/// <summary>Given what happened, when asked this, then that follows: no mocks, no clock but the one in the sentence.</summary>
public abstract class Spec<TDecider, TCommand, TEvent, TState>
    where TDecider : IDecider<TCommand, TEvent, TState>
    where TEvent : notnull
{
    protected TState State { get; private set; } = TDecider.Initial;

    protected Decision<TEvent> Answer { get; private set; }

    protected IEnumerable<T> Happened<T>() where T : TEvent => Answer.Events.OfType<T>();

    /// <summary>Asks, and lets what follows happen.</summary>
    protected void When(TCommand command, Surroundings around)
    {
        Answer = TDecider.Decide(command, State, around);
        State = Answer.Events.Aggregate(State, TDecider.Evolve);
    }

    /// <param name="pointer">Where; null where it goes without saying.</param>
    protected void ThenRefused(string code, string? pointer = null)
    {
        Assert.Equal((code, pointer ?? Answer.Refusal?.Pointer), (Answer.Refusal?.Code, Answer.Refusal?.Pointer));
        Assert.Empty(Answer.Events);
    }

    protected void ThenNothing()
    {
        Assert.Null(Answer.Refusal);
        Assert.Empty(Answer.Events);
    }
}
