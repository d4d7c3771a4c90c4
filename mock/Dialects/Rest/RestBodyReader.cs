using System.Collections.Immutable;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Binding.Bodies;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Dialects.Rest;

/// <summary>Request bodies in the media types that each operation documents.</summary>
internal sealed class RestBodyReader(ApiPlan plan)
{
    private const string MergePatch = "application/merge-patch+json";

    private readonly ImmutableArray<ImmutableHashSet<string>> _taken =
        [.. plan.Operations.Select(operation => operation.Operation.Bodies.Select(body => MediaType.Of(body.MediaType).Name).ToImmutableHashSet())];
    private readonly ImmutableArray<(ModeFlag Refused, ModeFlag Nothing)> _patches =
        [.. plan.Operations.Select(operation => (operation.Rules[Behaviors.MergePatch, "refused"], operation.Rules[Behaviors.MergePatch, "nothing"]))];

    private readonly RootlessBodyReader _bodies = new(plan.Rules);
    private readonly ModeFlag _unknownAccepted = plan.Rules[Behaviors.UnknownMediaType, "accepted"];
    private readonly ModeFlag _badRequest = plan.Rules[Behaviors.MediaTypeStatus, "bad-request"];
    private readonly ModeFlag _notFound = plan.Rules[Behaviors.MediaTypeStatus, "not-found"];

    public ParsedBody Read(OperationContext context)
    {
        var (request, modes, at) = (context.Request, context.Modes, context.Operation.Index);
        var type = MediaType.Of(request.Header("Content-Type")).Name;
        if (type.Length == 0 && request.Body.IsEmpty)
            return new ParsedBody(new BodyValue.Members());
        if (!_taken[at].Contains(type) || (type == MergePatch && modes[_patches[at].Refused]))
        {
            var status = modes[_badRequest] ? 400 : modes[_notFound] ? 404 : 415;
            var sentence = $"{(type.Length == 0 ? "A body without a media type" : type)} is not read; {string.Join(", ", _taken[at].Order(StringComparer.Ordinal))} is.";
            return ParsedBody.Refused(status, sentence, modes[_unknownAccepted] ? BodyFallback.UnknownAccepted : BodyFallback.None) with { Malformed = true };
        }
        if (type == MergePatch && modes[_patches[at].Nothing])
            return ParsedBody.Refused(400, "", BodyFallback.MalformedAccepted);
        var body = _bodies.Read(type == MediaType.Form ? request : AsJson(request), modes);
        return context.Operation.Resource.Resource.One is { } root && !body.Malformed ? Inside(body, root) : body;
    }

    // The fields stand below the root element; what stands beside it is ignored.
    private static ParsedBody Inside(ParsedBody body, string root) => body.Members?[root] switch
    {
        BodyValue.Members record => new ParsedBody(record),
        _ => body.Members is null ? body : new ParsedBody(new BodyValue.Members()),
    };

    // A merge patch is JSON, whatever it is called.
    private static SimulatedRequest AsJson(SimulatedRequest request) => request with
    {
        Header = name => string.Equals(name, "Content-Type", StringComparison.OrdinalIgnoreCase) ? MediaType.Json : request.Header(name),
    };
}
