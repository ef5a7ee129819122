namespace Selvedge.Gateway.Problems;

/// <summary>On routes that follow somebody else's standard: in what form a problem is answered there.</summary>
internal sealed record ProblemShape(Func<ProblemDocument, HttpContext, object> Of);
