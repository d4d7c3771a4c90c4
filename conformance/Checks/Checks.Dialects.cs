using PlanisoContract.Conformance.Checking;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance;

// Behaviors of every answer in a dialect.
internal static partial class Checks
{
    private static Dictionary<string, Check> OfDialects => new()
    {
        [Behaviors.FormatAnswer.Name] = Tour.Judge,
        [Behaviors.RefusalEmpty.Name] = Tour.Judge,
        [Behaviors.ErrorList.Name] = Tour.Judge,
        [Behaviors.ResultFlag.Name] = Tour.Judge,
        [Behaviors.FailureStatus.Name] = FailureChecks.Others,
        [Behaviors.FailureText.Name] = Tour.Judge,
    };
}
