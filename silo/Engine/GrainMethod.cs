using System.Linq.Expressions;
using System.Reflection;
using Orleans.Concurrency;

namespace Selvedge.Engine;

/// <summary>The result type of a method that has none.</summary>
internal struct Nothing;

/// <summary>One method of a grain interface, ready to be called without reflection.</summary>
/// <typeparam name="TArguments">A <see cref="ValueTuple"/> of the arguments, without the cancellation token.</typeparam>
internal sealed class GrainMethod<TArguments, TResult>
{
    /// <exception cref="NotSupportedException">A type of its signature may not cross.</exception>
    public GrainMethod(MethodInfo method)
    {
        Name = $"{method.DeclaringType!.Name}.{method.Name}";
        Kind = method.IsDefined(typeof(AlwaysInterleaveAttribute)) ? TurnKind.Interleaving
            : method.IsDefined(typeof(ReadOnlyAttribute)) ? TurnKind.ReadOnly
            : TurnKind.Exclusive;
        IsOneWay = method.IsDefined(typeof(OneWayAttribute));
        TakesToken = method.GetParameters() is [.., { ParameterType: var last }] && last == typeof(CancellationToken);
        Invoke = Compile(method);
        try
        {
            CrossingTypes.Check(typeof(TArguments));
            if (typeof(TResult) != typeof(Nothing))
                CrossingTypes.Check(typeof(TResult));
        }
        catch (NotSupportedException error)
        {
            throw new NotSupportedException($"{method.DeclaringType}.{method.Name} cannot be called: {error.Message}", error);
        }
    }

    public string Name { get; }

    public TurnKind Kind { get; }

    public bool IsOneWay { get; }

    public bool TakesToken { get; }

    public Func<object, TArguments, CancellationToken, Task> Invoke { get; }

    private static Func<object, TArguments, CancellationToken, Task> Compile(MethodInfo method)
    {
        var grain = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(TArguments));
        var token = Expression.Parameter(typeof(CancellationToken));
        var passed = method.GetParameters().Select((parameter, i) => parameter.ParameterType == typeof(CancellationToken)
            ? (Expression)token
            : Expression.Field(arguments, $"Item{i + 1}"));
        var call = Expression.Call(Expression.Convert(grain, method.DeclaringType!), method, passed);
        return Expression.Lambda<Func<object, TArguments, CancellationToken, Task>>(call, grain, arguments, token).Compile();
    }
}
