using System.Collections.Immutable;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Approvals;

/// <summary>A kind of submission that somebody signs off.</summary>
/// <param name="Code">Such as <c>lab-dip</c>. Published vocabulary: only added to.</param>
/// <param name="Reviewer">The role that decides.</param>
/// <param name="Submitter">Who carries the days until it is here: the factory, or whoever makes the material.</param>
/// <param name="LateReason">Delay reason code for those days.</param>
/// <param name="Home">Where it is asked for, unless the milestone that it completes lives elsewhere.</param>
/// <param name="PerColour">Asked for each colour of a style; a PO line has one colour.</param>
/// <param name="IsSample">A thing that is sent and kept somewhere, for which customs may ask.</param>
/// <param name="RoundDays">Calendar days from being asked to being here, as usual in the trade.</param>
/// <param name="Completes">The milestones of the product's own templates that wait for it, at most one per category.</param>
public sealed record ApprovalType(
    string Code, string Name, string Reviewer, Side Submitter, string LateReason, MilestoneHome Home, bool PerColour, bool IsSample,
    int RoundDays, ImmutableArray<CompletedMilestone> Completes)
{
    /// <summary>Calendar days for a decision, where the template leaves none between submission and milestone.</summary>
    public const int UsualReviewDays = 7;

    /// <summary>The milestone of a template that waits for it; null when none does.</summary>
    public CompletedMilestone? In(CalendarTemplate template)
    {
        foreach (var milestone in template.Milestones)
            foreach (var asked in milestone.Approvals)
                if (asked.Type == Code)
                    return new CompletedMilestone(milestone.Code, asked.IsPlanned, asked.AtReceipt);
        return null;
    }

    /// <summary>Why days were lost on the submitting side: the last submission failed, or it came late.</summary>
    public string ReasonOfSubmitter(bool failed) => !failed ? LateReason : Submitter == Side.Material ? "MT-FAIL" : "FA-SAMPLE";
}

/// <summary>A milestone that is reached once all approvals of it are closed well.</summary>
/// <param name="IsPlanned">Every style or line needs it; else only those that are given one by hand.</param>
/// <param name="AtReceipt">The milestone asks for the sample to be here, not for its approval.</param>
public sealed record CompletedMilestone(string Milestone, bool IsPlanned, bool AtReceipt);
