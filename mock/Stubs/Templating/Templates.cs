namespace PlanisoContract.Mock.Stubs.Templating;

/// <summary>Handlebars templates (wiremock.org, "Response Templating"), compiled once each.</summary>
internal sealed class Templates
{
    /// <summary>The text with its template carried out.</summary>
    /// <param name="template">Handlebars.</param>
    /// <param name="model">What the template sees.</param>
    public string Render(string template, TemplateModel model)
    {
        throw new NotImplementedException();
    }
}

/// <summary>What a template sees.</summary>
/// <param name="Request">As <c>request</c>.</param>
/// <param name="Stub">The stub that answers: its path template gives <c>request.path.NAME</c>, its response's transformerParameters are <c>parameters</c>.</param>
internal sealed record TemplateModel(StubRequest Request, StubMapping Stub);
