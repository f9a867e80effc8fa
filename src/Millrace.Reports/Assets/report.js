(function () {
  'use strict';

  function number(value) {
    if (typeof value !== 'number' || !isFinite(value)) { return '–'; }
    if (value !== 0 && Math.abs(value) < 1e-4) { return value.toExponential(2); }
    return value.toLocaleString('en-US', { maximumSignificantDigits: Math.abs(value) >= 1000 ? 12 : 4, maximumFractionDigits: 8 });
  }

  function compact(value) {
    return Math.abs(value) >= 10000 ? value.toLocaleString('en-US', { notation: 'compact', maximumSignificantDigits: 3 }) : number(value);
  }

  // ECharts hands a tooltip one value or a point.
  function last(value) { return Array.isArray(value) ? value[value.length - 1] : value; }

  function percent(share) {
    return typeof share === 'number' ? (share * 100).toLocaleString('en-US', { maximumSignificantDigits: 3 }) + '%' : '–';
  }

  var formats = {
    'number': function (value) { return number(last(value)); },
    'count': function (value) { return number(last(value)); },
    'percent': function (value) { return percent(last(value)); },
    'axis-number': function (value) { return compact(value); },
    'axis-count': function (value) { return compact(value); },
    // A bin is named by both its edges; below the axis the lower one is enough.
    'axis-bin': function (value) { return String(value).split(' … ')[0]; },
    'axis-percent': function (value) { return percent(value); }
  };

  function property(name) { return getComputedStyle(document.documentElement).getPropertyValue(name).trim(); }

  function resolved(node) {
    if (Array.isArray(node)) { return node.map(resolved); }
    if (node === null || typeof node !== 'object') { return node; }
    if (node.$css) { return property(node.$css); }
    if (node.$format) { return formats[node.$format]; }
    var copy = {};
    Object.keys(node).forEach(function (key) { copy[key] = resolved(node[key]); });
    return copy;
  }

  function theme() {
    var muted = property('--muted');
    var font = getComputedStyle(document.body).fontFamily;
    var axis = {
      axisLine: { show: false, lineStyle: { color: property('--line-strong') } },
      axisTick: { show: false },
      axisLabel: { color: muted, fontSize: 11 },
      nameTextStyle: { color: muted, fontSize: 12 },
      splitLine: { lineStyle: { color: property('--line') } }
    };
    var category = Object.assign({}, axis, { axisLine: { show: true, lineStyle: { color: property('--line-strong') } } });
    return {
      textStyle: { fontFamily: font, color: property('--ink') },
      legend: { textStyle: { color: muted, fontSize: 12 }, icon: 'roundRect' },
      tooltip: {
        backgroundColor: property('--surface'), borderColor: property('--line-strong'), borderWidth: 1,
        padding: [8, 12], textStyle: { color: property('--ink'), fontSize: 12 }
      },
      valueAxis: axis,
      categoryAxis: category
    };
  }

  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }

  function draw(element) {
    var data = document.getElementById(element.getAttribute('data-chart'));
    var options = resolved(JSON.parse(data.textContent));
    options.animation = false;
    var old = window.echarts.getInstanceByDom(element);
    if (old) { old.dispose(); }
    window.echarts.init(element, theme(), { renderer: 'svg' }).setOption(options);
    makeScalable(element);
    element.setAttribute('data-drawn', 'true');
  }

  // On paper a drawing is as wide as its column, whatever the screen was.
  function makeScalable(element) {
    var svg = element.querySelector('svg');
    if (svg) { svg.setAttribute('viewBox', '0 0 ' + svg.getAttribute('width') + ' ' + svg.getAttribute('height')); }
  }

  function drawAll() { if (window.echarts) { all('[data-chart]').forEach(draw); } }

  function resizeAll() {
    all('[data-chart]').forEach(function (element) {
      var chart = window.echarts.getInstanceByDom(element);
      if (chart) {
        chart.resize();
        makeScalable(element);
      }
    });
  }

  // Paper is white, whatever the screen was.
  function prepareForPaper() {
    document.documentElement.setAttribute('data-paper', 'true');
    drawAll();
  }

  function returnToScreen() {
    document.documentElement.removeAttribute('data-paper');
    drawAll();
  }

  // The contents follow the reader.
  function followReader() {
    var links = all('.contents a');
    if (!links.length || !('IntersectionObserver' in window)) { return; }
    var observer = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (!entry.isIntersecting) { return; }
        links.forEach(function (link) {
          if (link.getAttribute('href') === '#' + entry.target.id) { link.setAttribute('aria-current', 'true'); } else { link.removeAttribute('aria-current'); }
        });
      });
    }, { rootMargin: '0px 0px -80% 0px' });
    all('section.part').forEach(function (section) { observer.observe(section); });
  }

  drawAll();
  followReader();
  if (window.echarts) {
    window.addEventListener('resize', resizeAll);
    window.addEventListener('beforeprint', prepareForPaper);
    window.addEventListener('afterprint', returnToScreen);
    window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
  }
})();
