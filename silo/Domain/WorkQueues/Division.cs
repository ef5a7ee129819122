using System.Collections.Frozen;
using System.Collections.Immutable;
using Selvedge.Domain.People;

namespace Selvedge.Domain.WorkQueues;

/// <summary>
/// How those of one role who see the same goods divide their work: by what each does in the house. What belongs to nobody's
/// function is everybody's, and who was given no function does whatever comes.
/// </summary>
/// <param name="taken">Functions that somebody of them has.</param>
public sealed class Division(IEnumerable<Function> taken)
{
    // Templates name who is responsible in words of the house, several with a plus or a stroke between.
    private static readonly FrozenDictionary<string, Function> ByWord = new Dictionary<string, Function>(StringComparer.OrdinalIgnoreCase)
    {
        ["merchandising"] = Function.Merchandising, ["merchandiser"] = Function.Merchandising, ["design"] = Function.Design,
        ["product development"] = Function.ProductDevelopment, ["pd"] = Function.ProductDevelopment, ["developer"] = Function.ProductDevelopment,
        ["mould shop"] = Function.ProductDevelopment, ["technical design"] = Function.TechnicalDesign, ["technical"] = Function.TechnicalDesign,
        ["fit"] = Function.TechnicalDesign, ["colour"] = Function.Colour, ["materials"] = Function.Sourcing, ["sourcing"] = Function.Sourcing,
        ["costing"] = Function.Costing, ["production"] = Function.Production, ["qa"] = Function.Quality, ["quality"] = Function.Quality,
        ["lab"] = Function.Lab, ["compliance"] = Function.Compliance, ["logistics"] = Function.Logistics, ["marketing"] = Function.Marketing,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly FrozenSet<Function> taken = taken.ToFrozenSet();

    /// <summary>
    /// The functions to which something belongs, by who is responsible for it. Where that is the vendor alone, to production, which
    /// follows it up; empty where nobody is named, or in words that are no function.
    /// </summary>
    /// <param name="owner">As of <see cref="Responsibility.OfMilestone"/>, or an approval's reviewer.</param>
    public static ImmutableArray<Function> FunctionsOf(string? owner)
    {
        ImmutableArray<Function> named =
        [
            .. (owner ?? "").Split(['+', '/'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Where(ByWord.ContainsKey).Select(word => ByWord[word]).Distinct(),
        ];
        return named.IsEmpty && Responsibility.NamesMaker(owner) ? [Function.Production] : named;
    }

    /// <summary>As what something is the person's, such as <c>as colour</c>; null where it is another's.</summary>
    /// <param name="role">The person's.</param>
    /// <param name="theirs">What the person does.</param>
    /// <param name="of">From <see cref="FunctionsOf"/>.</param>
    public string? AsWhat(string role, ImmutableArray<Function> theirs, ImmutableArray<Function> of) =>
        of.Where(theirs.Contains).ToArray() is { Length: > 0 } does ? $"as {Said(does)}"
        : theirs.IsEmpty || of.IsEmpty ? $"as {role}"
        : of.Any(taken.Contains) ? null
        : $"as {role}: nobody has {Said(of)}";

    private static string Said(Function function) => function switch
    {
        Function.ProductDevelopment => "product development",
        Function.TechnicalDesign => "technical design",
        _ => function.ToString().ToLowerInvariant(),
    };

    private static string Said(IEnumerable<Function> functions) => string.Join(" and ", functions.Select(Said));
}
