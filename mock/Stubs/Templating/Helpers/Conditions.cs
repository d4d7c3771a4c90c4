using PlanisoContract.Mock.Stubs.Templating.Running;
using PlanisoContract.Mock.Stubs.Templating.Values;

namespace PlanisoContract.Mock.Stubs.Templating.Helpers;

/// <summary>Handlebars.java's comparisons; in a tag they give true or false, or what stands after <c>yes=</c> and <c>no=</c>.</summary>
internal static class Conditions
{
    public static IReadOnlyDictionary<string, TemplateHelper> All { get; } = new Dictionary<string, TemplateHelper>
    {
        ["eq"] = Condition(call => Truth.AreEqual(call.Subject, call[0])),
        ["neq"] = Condition(call => !Truth.AreEqual(call.Subject, call[0])),
        ["gt"] = Condition(call => Truth.Compare(call.Subject, call[0]) > 0),
        ["gte"] = Condition(call => Truth.Compare(call.Subject, call[0]) >= 0),
        ["lt"] = Condition(call => Truth.Compare(call.Subject, call[0]) < 0),
        ["lte"] = Condition(call => Truth.Compare(call.Subject, call[0]) <= 0),
        ["and"] = Condition(call => !Truth.IsEmpty(call.Subject) && !call.Rest.Any(Truth.IsEmpty)),
        ["or"] = Condition(call => !Truth.IsEmpty(call.Subject) || call.Rest.Any(value => !Truth.IsEmpty(value))),
        ["not"] = Condition(call => Truth.IsEmpty(call.Subject)),
    };

    private static TemplateHelper Condition(Func<Call, bool> holds) => call =>
    {
        var result = holds(call);
        if (call.IsBlock)
            return result ? call.Body() : call.Otherwise();
        return call.Option(result ? "yes" : "no") ?? result;
    };
}
