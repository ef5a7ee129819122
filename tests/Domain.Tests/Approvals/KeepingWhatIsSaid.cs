using Selvedge.Domain.Approvals;

namespace Selvedge.Domain.Tests.Approvals;

/// <summary>Attachments, where the sample is, and what was said before approvals had conversations.</summary>
public sealed class KeepingWhatIsSaid : ApprovalSpec
{
    private static NewAttachment File(string sha, Party side = Party.Brand, bool isPrivate = false) =>
        new("noor", side, isPrivate, "dip.jpg", "image/jpeg", 1200, sha);

    [Fact]
    public void What_was_said_here_before_is_still_known()
    {
        Plan();
        var at = Around.Now;
        var after = Approval.Evolve(State, new ApprovalEvent.Commented(new Remark("c1", "noor", Party.Brand, "to both", false, 0, at)));
        after = Approval.Evolve(after, new ApprovalEvent.Noted(new Remark("c2", "noor", Party.Brand, "to us", true, 0, at)));
        Assert.Equal([("c1", false), ("c2", true)], after.Remarks.Select(r => (r.Id, r.IsPrivate)));
        Assert.Equal((State.Moves, State.Dates), (after.Moves, after.Dates));
    }

    [Fact]
    public void The_same_file_is_attached_once()
    {
        Plan();
        When(new ApprovalCommand.Attach(File("ab")), Around);
        When(new ApprovalCommand.Attach(File("ab")), Around);
        ThenNothing();
        Assert.Single(State.Attachments);
    }

    [Fact]
    public void An_id_once_removed_never_comes_back()
    {
        Plan();
        When(new ApprovalCommand.Attach(File("ab")), Around);
        var first = State.Attachments[0].Id;
        When(new ApprovalCommand.Detach(new AttachmentRemoval("noor", Party.Brand, first)), Around);
        Assert.Empty(State.Attachments);
        When(new ApprovalCommand.Attach(File("cd")), Around);
        Assert.NotEqual(first, State.Attachments[0].Id);
    }

    [Fact]
    public void Nobody_removes_what_the_other_side_attached()
    {
        Plan();
        When(new ApprovalCommand.Attach(File("ab", Party.Vendor)), Around);
        When(new ApprovalCommand.Detach(new AttachmentRemoval("noor", Party.Brand, State.Attachments[0].Id)), Around);
        ThenRefused("not-yours");
    }

    [Fact]
    public void Attachments_have_an_end()
    {
        Plan();
        for (var i = 0; i < Approval.KeptAtMost; i++)
            When(new ApprovalCommand.Attach(File($"{i}")), Around);
        When(new ApprovalCommand.Attach(File("one more")), Around);
        ThenRefused("too-many");
    }

    [Fact]
    public void A_sample_is_where_it_was_last_said_to_be()
    {
        Plan(Sheet("fit", null, "A12"));
        When(new ApprovalCommand.Move(new SampleMove("noor", "Sample room, rail 4", null, null)), Around);
        When(new ApprovalCommand.Move(new SampleMove("noor", "Sample room, rail 4", null, null)), Around);
        ThenNothing();
        When(new ApprovalCommand.Move(new SampleMove("noor", "on its way to the photo studio", new Parcel("UPS", "1Z"), null)), Around);
        Assert.Equal("UPS", State.Place!.Parcel!.Carrier);
    }

    [Fact]
    public void A_lab_dip_is_no_sample()
    {
        Plan();
        When(new ApprovalCommand.Move(new SampleMove("noor", "rail 4", null, null)), Around);
        ThenRefused("no-sample");
    }
}
