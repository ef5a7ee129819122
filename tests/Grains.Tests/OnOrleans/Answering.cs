using System.Reflection;
using Orleans;
using Orleans.Serialization.Invocation;

namespace Selvedge.Grains.Tests.OnOrleans;

/// <summary>Answers in the place of this silo's actors while there is an answer, and keeps what they were asked.</summary>
internal sealed class Answering : IIncomingGrainCallFilter
{
    /// <summary>The next answer, and of what type; null to leave the actors to themselves.</summary>
    public (Type Type, object? Value)? Answer { get; set; }

    public object?[]? Asked { get; private set; }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (Answer is not { } answer || context.Request.GetInterfaceType().Assembly != typeof(Contracts.Verdict).Assembly)
        {
            await context.Invoke();
            return;
        }

        Asked = [.. Enumerable.Range(0, context.Request.GetArgumentCount()).Select(context.Request.GetArgument)];
        context.Response = answer.Type == typeof(void)
            ? Response.Completed
            : (Response)typeof(Answering).GetMethod(nameof(Typed), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(answer.Type).Invoke(null, [answer.Value])!;
        Answer = null;
    }

    // By its declared type, as an actor's own answer.
    private static Response Typed<T>(T value) => Response.FromResult(value);
}
