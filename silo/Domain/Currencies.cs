namespace Selvedge.Domain;

/// <summary>How currencies are written: ISO 4217.</summary>
internal static class Currencies
{
    public static bool IsPossible(string currency) => currency.Length == 3 && currency.All(char.IsAsciiLetterUpper);

    public static Refusal Refuse(string pointer) => new("unknown-currency", pointer, "Expected three capitals as in ISO 4217, such as USD.");
}
