using OneStop.RoadCargo.Consignments;

namespace OneStop.RoadCargo.Tests.Consignments;

public sealed class ConsignmentLifeTests
{
    [Fact]
    public void The_README_draws_the_table()
    {

        using var reader = new StreamReader(typeof(ConsignmentLifeTests).Assembly.GetManifestResourceStream("README.md")!);

        Assert.Contains(ConsignmentLife.Draw(), reader.ReadToEnd().ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Crossed")]
    [InlineData("Cancelled")]
    [InlineData("Expired")]
    public void Nothing_follows_an_end(string end) =>
        Assert.All(Enum.GetValues<ConsignmentAct>(), act => Assert.Null(ConsignmentLife.Next(Enum.Parse<ConsignmentState>(end), act)));

    [Fact]
    public void A_selection_is_not_cleared_without_an_inspection()
    {
        Assert.Null(ConsignmentLife.Next(ConsignmentState.SelectedForInspection, ConsignmentAct.Clear));
        Assert.Null(ConsignmentLife.Next(ConsignmentState.SelectedForInspection, ConsignmentAct.Cross));
        Assert.Equal(ConsignmentState.SelectedForInspection, ConsignmentLife.Next(ConsignmentState.SelectedForInspection, ConsignmentAct.Amend));
    }
}
