using System.Collections.Immutable;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Gateway.Writing;

/// <summary>Reads what an order or style is said to be like.</summary>
internal static class AttributeForms
{
    private const int MaxCharacters = 100;
    private const int MaxItems = 100;

    /// <summary>All that <c>attributes</c> says; null where it is left out.</summary>
    public static ImmutableArray<AttributeValue>? Of(JsonForm form) => form.Has("attributes")
        ? form.Objects("attributes", MaxItems, f => new AttributeValue(
            f.Text("attribute", MaxCharacters, required: true) ?? "", f.Text("value", MaxCharacters, required: true) ?? ""))
        : null;
}
