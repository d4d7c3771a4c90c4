using System.Globalization;
using System.Runtime.InteropServices;

namespace PlanisoContract.Bench;

/// <summary>Where and how it was measured, in a sentence below the tables.</summary>
internal static class Machine
{
    public static string Description => string.Create(CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} processors, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 30):N0} GB, {RuntimeInformation.RuntimeIdentifier}, {RuntimeInformation.FrameworkDescription}");

    public static string Notes(Options options) =>
        $"{Description}; {options.Rounds} rounds in turns of {options.Seconds} s, after {2 * options.WarmUp} s to warm, {options.Connections} connections of one wrk on the same machine. "
        + "Values are medians of the rounds; \"apart\" is how far the rounds lie apart; a ratio is the median of the ratios within the rounds. "
        + "Who answered anything wrongly has no numbers. \"wrk busy\" is how much of a processor wrk took: near 100 % it is wrk that is measured, and the server's own processor time tells more.";
}
