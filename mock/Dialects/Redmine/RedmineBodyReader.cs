using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Binding.Bodies;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Dialects.Redmine;

/// <summary>Which request bodies the redmine dialect reads: JSON, XML and forms, the record below a root element.</summary>
/// <param name="api">The rules of the API.</param>
/// <param name="readsXml">Whether XML is among the formats of the API.</param>
internal sealed class RedmineBodyReader(PlaceFlags api, bool readsXml)
{
    private readonly RedmineBodyModes _flags = new(api);
    private readonly XmlBody _xml = new(new XmlInputModes(api));

    private static ParsedBody Nothing => new(new BodyValue.Members());

    public ParsedBody Read(OperationContext context)
    {
        var (request, modes) = (context.Request, context.Modes);
        if (request.Body.Length > MediaType.MaxBytes)
            return ParsedBody.Refused(413, $"The body has {request.Body.Length} bytes, at most {MediaType.MaxBytes} are read.");
        if (request.Body.IsEmpty)
            return Nothing;
        var type = MediaType.Of(request.Header("Content-Type"));
        return type.Name switch
        {
            "" when !modes[_flags.UntypedRead] => FormBody.Read(request.Body.Span, out _) is { } members ? Rooted(members, context) : Nothing,
            "" => FromJson(context),
            MediaType.Form when modes[_flags.FormRefused] => ParsedBody.Refused(415, "Forms are not read."),
            MediaType.Form => FormBody.Read(request.Body.Span, out var problem) is { } members
                ? Rooted(members, context) : Malformed(problem, modes, default, default),
            MediaType.Json or "text/x-json" when modes[_flags.JsonRefused] => ParsedBody.Refused(415, "JSON is not read."),
            MediaType.Json or "text/x-json" => FromJson(context),
            MediaType.Xml or "text/xml" or "application/x-xml" when readsXml => FromXml(context),
            // Rails ignores a body of any other type.
            _ => Nothing with { Fallback = modes[_flags.UnknownAccepted] ? BodyFallback.UnknownAccepted : BodyFallback.None },
        };
    }

    private ParsedBody FromJson(OperationContext context) => JsonBody.Read(context.Request.Body, out var problem) is { } json
        ? Rooted(json as BodyValue.Members, context)
        : Malformed(problem, context.Modes, _flags.JsonUnprocessable, _flags.JsonAccepted);

    private ParsedBody FromXml(OperationContext context) => _xml.Read(context.Request.Body, context.Operation.Resource, context.Modes, out var problem) is { } document
        ? Rooted(document, context)
        : Malformed(problem, context.Modes, _flags.XmlUnprocessable, _flags.XmlAccepted);

    // What stands beside the root, or below another one, is ignored.
    private ParsedBody Rooted(BodyValue.Members? body, OperationContext context)
    {
        var resource = context.Operation.Resource;
        var root = body?[resource.Resource.One ?? resource.Resource.Name];
        if (root is BodyValue.Members record)
            return new ParsedBody(record);
        if (body is null || root is not null || context.Operation.Kind != OperationKind.Create || !body.All.Any(member => resource.Names.ContainsKey(member.Key)))
            return Nothing;
        return context.Modes[_flags.RootBroken] ? ParsedBody.Refused(400, "The root element is missing.") with { Malformed = true }
            : context.Modes[_flags.RootNotRequired] ? new ParsedBody(body) : Nothing;
    }

    private ParsedBody Malformed(string problem, ActiveModes modes, ModeFlag unprocessable, ModeFlag accepted) =>
        ParsedBody.Refused(modes[_flags.ServerError] ? 500 : 400, problem, modes[accepted] ? BodyFallback.MalformedAccepted : BodyFallback.None)
            with
        { Malformed = !modes[unprocessable] };
}
