using Orleans.Runtime;
using Selvedge.Engine;

namespace Orleans;

public static class GrainExtensions
{
    /// <exception cref="ArgumentException">Neither a grain nor a reference to one.</exception>
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        GrainProxy reference => reference.GrainId,
        Grain instance => instance.Activation.GrainId,
        _ => throw new ArgumentException($"{grain?.GetType().Name ?? "null"} is neither a grain nor a reference to one.", nameof(grain)),
    };

    /// <exception cref="ArgumentException">Neither a grain nor a reference to one.</exception>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Name;
}
