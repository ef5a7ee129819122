using System.Collections.Immutable;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Gateway.Production;

/// <summary>The time-and-action calendars that orders and styles are laid on. Read only.</summary>
public static class TemplateRoutes
{
    // They are part of the build: made once.
    private static readonly TemplateList All = new([.. Templates.BuiltIn.Select(t => Shape(t.Fit()))]);

    public static IEndpointRouteBuilder MapCalendarTemplates(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/calendar-templates", () => TypedResults.Ok(All))
            .WithTags("Calendars").WithName("ListCalendarTemplates").WithSummary("Milestones, their plan and what they wait for, per category");
        return app;
    }

    private static TemplateShape Shape(CalendarTemplate template) => new(
        template.Id, template.Version, template.Title,
        [
            .. template.Milestones.Select(m => new MilestoneShape(
                m.Code, m.Name, m.Role, m.Side, m.Home, m.SubmitOffset, m.DueOffset,
                [.. m.After.Select(d => new DependencyShape(template.Milestones[d.Predecessor].Code, d.MinDays))], m.Stage)),
        ]);
}

public sealed record TemplateList(ImmutableArray<TemplateShape> Items);

public sealed record TemplateShape(string Id, int Version, string Title, ImmutableArray<MilestoneShape> Milestones);

/// <param name="DueOffset">Calendar days relative to ex-factory.</param>
/// <param name="Stage">The stage a line has reached once it is done; null when it moves none.</param>
public sealed record MilestoneShape(
    string Code, string Name, string Role, Side Side, MilestoneHome Home, int? SubmitOffset, int DueOffset, ImmutableArray<DependencyShape> After, Stage? Stage);

/// <param name="MinDays">Calendar days that must lie between at least.</param>
public sealed record DependencyShape(string Milestone, int MinDays);
