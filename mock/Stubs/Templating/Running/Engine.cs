using System.Runtime.CompilerServices;
using HandlebarsDotNet;
using PlanisoContract.Mock.Stubs.Templating.Helpers;
using PlanisoContract.Mock.Stubs.Templating.Syntax;
using PlanisoContract.Mock.Stubs.Templating.Values;

namespace PlanisoContract.Mock.Stubs.Templating.Running;

/// <summary>Compiles templates with Handlebars.Net, which knows the words of <see cref="Dialect"/> and nothing else.</summary>
internal sealed class Engine
{
    private readonly IHandlebars _handlebars = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true, TextEncoder = null! });

    public Engine()
    {
        _handlebars.RegisterHelper(Dialect.Text, (in EncodedTextWriter output, in HelperOptions _, in Context context, in Arguments arguments) =>
            Write(output, context, RunOf(context).Tables.Texts[Number(arguments)]));
        _handlebars.RegisterHelper(Dialect.WrittenPath, (in EncodedTextWriter output, in HelperOptions _, in Context context, in Arguments arguments) =>
            Write(output, context, ValueText.Written(Find(context, arguments))));
        _handlebars.RegisterHelper(Dialect.WrittenCall, (in EncodedTextWriter output, in HelperOptions _, in Context context, in Arguments arguments) =>
            output.WriteSafeString(Written(context, arguments, null)));
        _handlebars.RegisterHelper(Dialect.Path, (in HelperOptions _, in Context context, in Arguments arguments) => Find(context, arguments)!);
        _handlebars.RegisterHelper(Dialect.Literal, (in HelperOptions _, in Context context, in Arguments arguments) =>
            RunOf(context).Tables.Literals[Number(arguments)]!);
        _handlebars.RegisterHelper(Dialect.Call, (in HelperOptions _, in Context context, in Arguments arguments) => Invoke(context, arguments)!);
        _handlebars.RegisterHelper(Dialect.Block, (EncodedTextWriter output, BlockHelperOptions options, Context context, Arguments arguments) =>
            output.WriteSafeString(Written(context, arguments, new Block(options))));
    }

    /// <summary>A template, ready to run.</summary>
    /// <param name="text">What stands from its first tag to its last.</param>
    public CompiledTemplate Compile(string text)
    {
        var nodes = new TemplateReader(text, HelperTable.Knows).Read();
        var dialect = new Dialect(HelperTable.Find);
        var written = dialect.Write(nodes);
        return new CompiledTemplate(_handlebars.Compile(written), dialect.Tables);
    }

    private static Scope ScopeOf(in Context context) => (Scope)context.Value!;

    private static Run RunOf(in Context context) => ScopeOf(context).Run;

    private static int Number(in Arguments arguments) => (int)arguments[0]!;

    private static void Write(in EncodedTextWriter output, in Context context, string text) => output.WriteSafeString(RunOf(context).Spent(text));

    private static object? Find(in Context context, in Arguments arguments)
    {
        var scope = ScopeOf(context);
        scope.Run.Step();
        return scope.Find(scope.Run.Tables.Paths[Number(arguments)]);
    }

    private static object? Invoke(in Context context, in Arguments arguments)
    {
        var site = SiteOf(context, arguments);
        return Guarded(site, Call(context, arguments, site, null), static call => call.Site.Helper(call));
    }

    private static string Written(in Context context, in Arguments arguments, IBlock? block)
    {
        var site = SiteOf(context, arguments);
        return Guarded(site, Call(context, arguments, site, block), static call => ValueText.Written(call.Site.Helper(call)));
    }

    private static CallSite SiteOf(in Context context, in Arguments arguments) => RunOf(context).Tables.Calls[Number(arguments)];

    private static Call Call(in Context context, in Arguments arguments, CallSite site, IBlock? block)
    {
        var values = arguments.Length > 1 ? new object?[arguments.Length - 1] : [];
        for (var index = 0; index < values.Length; index++)
            values[index] = RunOf(context).Spent(arguments[index + 1]);
        return new Call(site, ScopeOf(context), values, block);
    }

    private static T Guarded<T>(CallSite site, Call call, Func<Call, T> run)
    {
        call.Run.Step();
        try
        {
            return call.Run.Spent(run(call));
        }
        catch (HelperFault fault)
        {
            throw new TemplateException(site.At, fault.Message.Split('\n')[0]);
        }
    }

    private sealed class Block(BlockHelperOptions options) : IBlock
    {
        public string Body(Scope scope) => Captured(scope, isBody: true);

        public string Otherwise(Scope scope) => Captured(scope, isBody: false);

        private string Captured(Scope scope, bool isBody)
        {
            scope.Run.Step();
            if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
                throw new TemplateException("The blocks of this template are too deep in each other, and too large.");
            using var text = new StringWriter();
            using var writer = new EncodedTextWriter(text, null!, null!, suppressEncoding: true);
            if (isBody)
                options.Template(writer, scope);
            else
                options.Inverse(writer, scope);
            return text.ToString();
        }
    }
}

/// <summary>A template, ready to run.</summary>
internal sealed record CompiledTemplate(HandlebarsTemplate<object, object> Handlebars, TemplateTables Tables);
