namespace PlanisoContract.Mock.Simulation;

/// <summary>JSON that is stored as it was sent: what a field takes as a whole, or anything in a mode that does so.</summary>
internal sealed record RawJson(string Json)
{
    public static readonly RawJson EmptyList = new("[]");
}
