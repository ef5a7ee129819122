using System.Text.RegularExpressions;
using Selvedge.Domain.People;
using Selvedge.Domain.Tests.TimeAndAction;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Languages;

namespace Selvedge.Gateway.Tests.Alerts;

/// <summary>Why days were lost is said in the reader's language, whatever the forecast comes to say.</summary>
public sealed partial class SayingWhy
{
    private const int Rounds = 4_000;

    // What names, numbers and words of its own leave of a sentence in English.
    [GeneratedRegex(@"\b(late|expected|overdue|reported|days?|vendor|takes|longer|off|before|needs|planned|reason|by)\b")]
    private static partial Regex English();

    private static Tongue Of(Language language) => Tongue.Of(AlertChoices.Usual with { Language = language });

    private static HashSet<string> Causes()
    {
        var (random, causes) = (new Random(13), new HashSet<string>());
        for (var round = 0; round < Rounds; round++)
            causes.UnionWith(Forecasting.Compute(SomeInput.Random(random)).Causes.Select(cause => cause.Text));
        return causes;
    }

    [Fact]
    public void Every_cause_that_forecasts_come_to_is_said_in_each_language_and_in_English_as_it_stands()
    {
        var causes = Causes();
        string[] forms = ["days late", "expected", "nothing reported", "last expected", "on average", "once this late", "days longer, n=", "of this category", "too soon after", "off before", "1 day "];
        Assert.All(forms, form => Assert.True(causes.Any(cause => cause.Contains(form, StringComparison.Ordinal)), $"No cause says “{form}”: the timelines are too tame to show anything."));
        foreach (var cause in causes)
        {
            Assert.Equal(cause, Of(Language.En).Said(cause));
            Assert.All([Language.Zh, Language.Es, Language.It], language => Assert.DoesNotMatch(English(), Of(language).Said(cause)));
        }
    }

    [Theory]
    [InlineData("PP sample approved 1 day overdue, last expected 2 Nov", "Muestra de preproducción aprobada: vencido hace 1 día, última previsión el 2 nov")]
    [InlineData("Sewing start needs 3 days more than its template plans", "Inicio de costura: necesita 3 días más de lo que prevé su plantilla")]
    [InlineData("Cutting start 5 days late: 2 days by overbooked line", "Inicio de corte: 5 días de retraso: 2 días por línea saturada")]
    [InlineData("2 days off before Ex-factory: Eid al-Fitr, Fri 6 Nov", "2 días festivos antes de Ex-fábrica: Eid al-Fitr, vie 6 nov")]
    [InlineData("Forecast past its committed ex-factory", "Prevista después de su ex-fábrica comprometida")]
    [InlineData("Cutting start expected 2 Nov: an inspection has failed", "Inicio de corte previsto el 2 nov: una inspección ha fallado")]
    [InlineData("PP sample, round 2, requested: 1 day overdue with the vendor", "Muestra de preproducción, ronda 2, solicitada: 1 día vencida con el proveedor")]
    [InlineData("PP sample, round 2, in review: 3 days overdue with us", "Muestra de preproducción, ronda 2, en revisión: 3 días vencida con nosotros")]
    [InlineData("The vendor has not answered version 2", "El proveedor no ha respondido a la versión 2")]
    [InlineData("Cutting start 5 days late: 2 days by no reason given", "Inicio de corte: 5 días de retraso: 2 días sin motivo indicado")]
    [InlineData("Something else, said years ago", "Something else, said years ago")]
    [InlineData("a: b; c (d); e: f; g (h); i: j; k (l); m: n; o (p); q: r; s (t); u: v; w (x); y: z; a (b); c: d; e (f); g: h; i (j); k: l; m (n); o: p; q", "a: b; c (d); e: f; g (h); i: j; k (l); m: n; o (p); q: r; s (t); u: v; w (x); y: z; a (b); c: d; e (f); g: h; i (j); k: l; m (n); o: p; q")]
    public void Names_reasons_and_days_are_said_in_the_words_of_the_pages(string cause, string said) =>
        Assert.Equal(said, Of(Language.Es).Said(cause));
}
