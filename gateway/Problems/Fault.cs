using System.Collections.Immutable;
using Selvedge.Domain;

namespace Selvedge.Gateway.Problems;

/// <summary>What is wrong with a request, before it is worded as an answer. Codes are public and stable.</summary>
/// <param name="Detail">For the person who reads it: what was found and what was expected; null when the title says it all.</param>
/// <param name="Errors">Each with a pointer into what was sent; may be empty.</param>
public sealed record Fault(string Code, string? Detail, ImmutableArray<FieldError> Errors)
{
    public Fault(string code, string? detail = null) : this(code, detail, []) { }

    public static Fault At(string pointer, string code, string detail) => new(code, detail, [new FieldError(pointer, code, detail)]);

    /// <summary>One fault of several errors: named by the first, detailed by all.</summary>
    public static Fault Of(ImmutableArray<FieldError> errors) => new(errors[0].Code, errors[0].Detail, errors);

    /// <param name="prefix">Where in the request that stands to which the refusal's pointer points.</param>
    public static Fault Of(Refusal refusal, string prefix = "") => At(prefix + refusal.Pointer, refusal.Code, refusal.Detail);

    public ProblemDocument ToDocument() => ProblemDocument.Of(this);
}

/// <param name="Pointer">JSON pointer into the body; <c>/name</c> of a query parameter or header where there is no body.</param>
public sealed record FieldError(string Pointer, string Code, string Detail);
